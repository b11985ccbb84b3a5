import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Locator, Page } from "playwright-core";
import { answerInput, pick, quickInput, quickRow, runCommand } from "../vscode/hands";
import { comes } from "./support/comes";
import { useDesk } from "./support/desk";
import { eventually } from "./support/eventually";
import { notification } from "./support/notifications";
import { screenshot } from "./support/screenshot";
import { removeKey } from "./support/removeKeys";
import { statusItem } from "./support/status";
import { themes, useTheme } from "./support/themes";

const keys = ["first-key-of-the-pool-27182818", "second-key-of-the-pool-31415926", "third-key-of-the-pool-16180339"];
const [first = "", second = "", third = ""] = keys;
const names = ["Work", "Home", "At Home", "Key"];

describe("Manage API Keys", () => {
  after("forget all keys", async () => {
    await removeKey(desk.page);
  });
  const desk = useDesk("none");
  beforeEach(() => {
    desk.mistral.keys = [first, second];
  });
  const manage = async () => {
    await runCommand(desk.page, "Codestral: Manage API Keys");
    await title(desk.page, "Codestral: Manage API Keys").waitFor();
  };
  const leave = async () => {
    await desk.page.keyboard.press("Escape");
    await quickInput(desk.page).waitFor({ state: "hidden" });
  };

  /** Has just these keys be stored: in a new window, unless they are. */
  const haveKeys = async (wanted: Readonly<Record<string, string>>) => {
    await manage();
    const stored = await quickLabels(desk.page);
    await leave();
    if (
      isDeepStrictEqual(
        stored.filter((name) => names.includes(name)),
        Object.keys(wanted),
      )
    )
      return;
    await desk.renew();
    const lines = Object.entries(wanted).map(([name, key]) => `${name} = ${key}`);
    if (lines.length === 0) return;
    const { keys: accepted } = desk.mistral;
    desk.mistral.keys = keys;
    await manage();
    await pasteKeys(lines);
    await row(desk.page, Object.keys(wanted)[0] ?? "").waitFor();
    await leave();
    desk.mistral.keys = accepted;
  };
  const pasteKeys = async (lines: readonly string[]) => {
    const { page, mistral } = desk;
    await pick(page, "Bring in several keys…");
    await pick(page, "Paste them");
    await page.getByText("Paste the keys, with").waitFor();
    await paste(page, `${lines.join("\n")}\n`);
    await page.getByText(`${lines.length} ${lines.length === 1 ? "key is" : "keys are"} in it.`).waitFor();
    await screenshot(page, "keys pasted");
    await quickInput(page).press("Enter");
    await pick(page, "Own server…");
    await answerInput(page, mistral.url);
  };

  it("adds a key in steps, each of which one can go back from", async () => {
    const { page, mistral } = desk;
    await haveKeys({});
    await manage();
    await screenshot(page, "keys none yet");
    await pick(page, "Add a key…");
    await quickRow(page, "codestral.mistral.ai").waitFor();
    await screenshot(page, "keys choose a server");
    await pick(page, "Own server…");
    await quickInput(page).fill("localhost");
    await page.getByText("This is not a web address").waitFor();
    await screenshot(page, "keys no address");
    await answerInput(page, `${mistral.url}/v1`);
    await page.getByText("The key for 127.0.0.1").waitFor();
    assert.equal(await quickInput(page).getAttribute("type"), "password");
    await answerInput(page, third);
    await page.getByText("refused the API key").waitFor();
    await screenshot(page, "keys refused");
    await page.keyboard.press("Escape");
    await page.getByText("The server's address.").waitFor();
    assert.equal(await quickInput(page).inputValue(), `${mistral.url}/v1`);
    await quickInput(page).press("Enter");
    await page.getByText("The key for 127.0.0.1").waitFor();
    assert.equal(await quickInput(page).inputValue(), third);
    await answerInput(page, first);
    await page.getByText("What the key is called").waitFor();
    await screenshot(page, "keys name");
    await answerInput(page, "Work");
    await pick(page, "Ghost text and chat");
    await notification(page, "accepted the key").waitFor();
    await row(page, "Work").waitFor();
    await leave();
    await statusItem(page, /Codestral is ready/).waitFor();
  });

  it("takes several keys that are pasted as lines", async () => {
    const { page, mistral } = desk;
    await haveKeys({ Work: first });
    mistral.keys = keys;
    await manage();
    await pasteKeys([`Home = ${second}`, third, first]);
    await notification(page, "2 keys are stored. 1 key is known already.").waitFor();
    await row(page, "Home").waitFor();
    await row(page, "Key").waitFor();
    await leave();
  });

  for (const { name, label } of themes) {
    it(`shows what came of trying them, in a ${name} theme`, async () => {
      const { page } = desk;
      await haveKeys({ Work: first, Home: second, Key: third });
      await useTheme(desk, label);
      await manage();
      await quickRow(page, "Try all keys").click();
      await row(page, "Work").getByText("accepted the key").waitFor();
      await row(page, "Key").getByText("refused the API key").waitFor();
      await row(page, "Home").hover();
      await screenshot(page, `keys ${name}`);
      await leave();
    });
  }

  it("needs no more room than a narrow window has", async () => {
    const { page } = desk;
    const size = page.viewportSize();
    assert.ok(size);
    await haveKeys({ Work: first, Home: second, Key: third });
    await useTheme(desk, "Dark Modern");
    await page.setViewportSize({ width: 480, height: 640 });
    try {
      await manage();
      await row(page, "Work").getByText("accepted the key").waitFor();
      await screenshot(page, "keys narrow");
      await leave();
    } finally {
      await page.setViewportSize(size);
    }
  });

  it("offers the same to the keyboard as to the mouse", async () => {
    const { page } = desk;
    await haveKeys({ Work: first, Home: second, Key: third });
    await manage();
    await row(page, "Home").hover();
    await row(page, "Home").getByRole("button", { name: "Rename…" }).click();
    await page.getByText("What the key is called").waitFor();
    await answerInput(page, "work");
    await page.getByText("Another key has this name").waitFor();
    await answerInput(page, "At Home");
    await row(page, "At Home").waitFor();
    await quickInput(page).fill("At Home");
    await page.keyboard.press("Enter");
    await title(page, "Codestral: “At Home”").waitFor();
    await screenshot(page, "keys what to do with one");
    await pick(page, "What it is used for…");
    await pick(page, "Chat and refactorings only");
    await row(page, "At Home").getByText("chat and refactorings only").waitFor();
    await leave();
  });

  it("removes a key when asked twice", async () => {
    const { page } = desk;
    await haveKeys({ Work: first, "At Home": second, Key: third });
    await manage();
    await row(page, "Key").hover();
    await row(page, "Key").getByRole("button", { name: "Remove…" }).click();
    const dialog = page.getByRole("dialog").filter({ hasText: "Remove the API key “Key”?" });
    await dialog.waitFor();
    await screenshot(page, "keys remove");
    await dialog.getByRole("button", { name: "Remove", exact: true }).click();
    await row(page, "At Home").waitFor();
    await row(page, "Key").waitFor({ state: "hidden" });
    await leave();
  });

  it("shares its keys with VS Code's Accounts menu, where one can sign out", async () => {
    const { page } = desk;
    await haveKeys({ Work: first, "At Home": second });
    await openAccounts(page);
    await page.getByRole("menuitem", { name: "At Home (Mistral)" }).hover();
    await page.getByRole("menuitem", { name: "Sign Out" }).waitFor();
    const accounts = page.getByRole("menuitem", { name: / \(Mistral\)$/ });
    assert.deepEqual(await accounts.allInnerTexts(), ["Work (Mistral)", "At Home (Mistral)"]);
    await screenshot(page, "keys accounts");
    await page.getByRole("menuitem", { name: "Sign Out" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign Out" }).click();
    await manage();
    await row(page, "Work").waitFor();
    await row(page, "At Home").waitFor({ state: "hidden" });
    await leave();
  });

  it("leaves no key in a file of the profile or in a page", async () => {
    const { page, vscode } = desk;
    await haveKeys({ Work: first });
    await manage();
    await row(page, "Work").waitFor();
    for (const key of keys) {
      assert.deepEqual(traces(vscode.userDataDir, key), []);
      for (const frame of page.frames()) assert.equal((await frame.content()).includes(key), false, frame.url());
    }
    await leave();
  });
});

describe("signing in", () => {
  const desk = useDesk("none");

  it("is offered in the Accounts menu while there is no key, and adds one", async () => {
    const { page, mistral } = desk;
    mistral.keys = [first];
    const entry = page.getByRole("menuitem", { name: /Sign in with Mistral to use Codestral Companion/ });
    // An open menu does not learn of what is asked for meanwhile.
    await eventually(async () => {
      await page.keyboard.press("Escape");
      await openAccounts(page);
      return comes(entry);
    }, true);
    await screenshot(page, "keys sign in");
    await entry.click();
    await pick(page, "Own server…");
    await answerInput(page, mistral.url);
    await page.getByText("The key for 127.0.0.1").waitFor();
    await answerInput(page, first);
    await page.getByText("What the key is called").waitFor();
    await answerInput(page, "Signed in");
    await pick(page, "Ghost text and chat");
    await notification(page, "accepted the key").waitFor();
    await statusItem(page, /Codestral is ready/).waitFor();
    await openAccounts(page);
    await page.getByRole("menuitem", { name: "Signed in (Mistral)" }).waitFor();
    await entry.waitFor({ state: "hidden" });
    await page.keyboard.press("Escape");
    await removeKey(page);
  });
});

function title(page: Page, text: string): Locator {
  return page.locator(".quick-input-title").getByText(text, { exact: true });
}

/** The labels of the open list's rows. */
async function quickLabels(page: Page): Promise<string[]> {
  await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
  const labels = await page.locator(".quick-input-list .monaco-list-row .label-name").allInnerTexts();
  return labels.map((label) => label.trim());
}

/** The whole row of a key. */
function row(page: Page, name: string): Locator {
  return quickRow(page, name);
}

async function openAccounts(page: Page): Promise<void> {
  await page
    .getByRole("tab", { name: "Accounts" })
    .or(page.getByRole("button", { name: "Accounts" }))
    .first()
    .click();
  await page.locator(".monaco-menu").first().waitFor();
}

/** As Ctrl+V does; the clipboard is the browser's own. */
async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await quickInput(page).focus();
  await page.keyboard.press("Control+v");
}

/** The files below a folder that hold these words. */
function traces(folder: string, words: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(words));
}
