import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { quickRow, runCommand } from "../vscode/hands";
import { changeSettings, settingsFile } from "../vscode/profile";
import { comes } from "./support/comes";
import { countsDown } from "./support/countdown";
import { useDesk } from "./support/desk";
import { type Door, doorTo } from "./support/door";
import { focusedEditor, focusEditor, openPath } from "./support/editor";
import { eventually } from "./support/eventually";
import { ghostReads, wakeGhostText } from "./support/ghost";
import { notification } from "./support/notifications";
import { pictures } from "./support/pictures";
import { screenshot } from "./support/screenshot";
import { openStatusMenu, statusItem } from "./support/status";
import { useServer } from "./support/useServer";

describe("the status bar item, with a key", () => {
  const desk = useDesk("inEnvironment", { awake: true });

  describe("the status bar item", () => {
    afterEach("no ghost text has ever opened a box", async () => {
      assert.equal(await desk.page.locator(".notification-toast").count(), 0);
    });

    it("says that the key is refused, offers the cure, and is ready again with the next answer", async () => {
      const { page, brain, mistral } = desk;
      await desk.write("refused.ts", "");
      brain.onFim(/const b = $/, "2;");
      mistral.mood = { on: "fim", refuse: "unauthorizedDetail" };
      await page.keyboard.type("const a = ");
      await statusItem(page, /refused the API key/).waitFor();
      await itemReads(page, "Codestral: key refused");
      await pictures(desk, "status refused");
      const menu = await openMenu(page);
      await firstRow(menu, "Manage API Keys", "refused the API key");
      await screenshot(page, "status refused menu");
      await leaveMenu(page, "refused.ts");
      mistral.mood = {};
      await page.keyboard.type("1;\nconst b = ");
      await ghostReads(page, "2;");
      await statusItem(page, /Codestral is ready/).waitFor();
    });

    it("gives the focus back to the editor", async () => {
      const { page } = desk;
      await desk.write("focus.ts", "");
      await openMenu(page);
      await leaveMenu(page, "focus.ts");
      await openMenu(page);
      await quickRow(page, "Settings").click();
      await page.locator(".settings-editor").waitFor();
      await page.keyboard.press("Control+w");
    });

    it("counts the seconds of a limit that ghost text has met, and is ready by itself", async () => {
      const { page, brain, mistral } = desk;
      await desk.write("limited.ts", "");
      brain.onFim(/let d = $/, "4;");
      mistral.nextMood({ on: "fim", storm: 1, retryAfter: 12 });
      await page.keyboard.type("let c = ");
      await statusItem(page, /Ghost text waits for a rate limit and goes on in \d+ s/).waitFor();
      await countsDown(page.locator(".statusbar-item").getByText(/Codestral \d+ s/));
      await screenshot(page, "status limited");
      await statusItem(page, /Codestral is ready/).waitFor();
      await page.keyboard.type("3;\nlet d = ");
      await ghostReads(page, "4;");
    });

    it("says that ghost text is off in comments, and only there", async () => {
      const { page } = desk;
      const file = settingsFile(desk.vscode.userDataDir, "Machine");
      const off = statusItem(page, /Ghost text is off here\. Comments are switched off/);
      try {
        changeSettings(file, { "codestral.completion.inComments": false });
        await desk.write("comment.ts", "const a = 1;\n// a remark about");
        // VS Code reads the settings when it hears that their file has changed, and asks why when the keys rest.
        await eventually(async () => {
          await page.keyboard.type("e");
          return comes(off);
        }, true);
        await pictures(desk, "status off here");
        const menu = await openMenu(page);
        await firstRow(menu, "Open the setting", "Comments are switched off");
        await leaveMenu(page, "comment.ts");
        await page.keyboard.press("Control+Home");
        await statusItem(page, /Codestral is ready/).waitFor();
      } finally {
        changeSettings(file, { "codestral.completion.inComments": undefined });
      }
    });

    it("says that a file is excluded, at once, and why", async () => {
      const { page, folder } = desk;
      writeFileSync(join(folder, ".env"), "TOKEN=1\n");
      await openPath(page, join(folder, ".env"));
      await statusItem(page, /Ghost text is off here\. \.env is never sent to a model/).waitFor();
      const menu = await openMenu(page);
      await firstRow(menu, "Open the setting", ".env is never sent to a model");
      await screenshot(page, "status excluded menu");
      await leaveMenu(page, ".env");
      await page.keyboard.press("Control+w");
      await page.locator(".tab").filter({ hasText: ".env" }).waitFor({ state: "detached" });
    });

    it("says the truth after the window is loaded anew", async () => {
      const { page } = desk;
      await desk.reload();
      // VS Code brings back the files that it had noted down by then, such as one in which ghost text is off.
      await desk.write("anew.ts", "");
      await statusItem(page, /Codestral is ready/).waitFor();
      await wakeGhostText(desk);
    });
  });

  describe("the status bar item, offline", () => {
    let door: Door;
    beforeEach("go through a door", async () => {
      door = await doorTo(desk.mistral.url);
      await useServer(desk, door.url);
    });
    afterEach("close the door", () => door.close());

    it("says so, tries the connection when it is told to, and is ready when there is one", async () => {
      const { page, brain } = desk;
      await desk.write("offline.ts", "");
      brain.onFim(/let f = $/, "6;");
      await door.close();
      await page.keyboard.type("let e = ");
      await statusItem(page, /cannot be reached/).waitFor();
      await itemReads(page, "Codestral: offline");
      await pictures(desk, "status offline");
      const menu = await openMenu(page);
      await firstRow(menu, "Try the Connection", "cannot be reached");
      await screenshot(page, "status offline menu");
      await quickRow(page, "Try the Connection").click();
      await notification(page, "cannot be reached").waitFor();
      await screenshot(page, "status offline tried");
      await runCommand(page, "Notifications: Clear All Notifications");
      await statusItem(page, /cannot be reached/).waitFor();
      await door.open();
      await openMenu(page);
      await quickRow(page, "Try the Connection").click();
      await notification(page, "accepted the key").waitFor();
      await statusItem(page, /Codestral is ready/).waitFor();
      await runCommand(page, "Notifications: Clear All Notifications");
    });

    it("is ready with the next answer, too", async () => {
      const { page, brain } = desk;
      await desk.write("online.ts", "");
      brain.onFim(/let h = $/, "8;");
      await door.close();
      await page.keyboard.type("let g = ");
      await statusItem(page, /cannot be reached/).waitFor();
      await door.open();
      await focusEditor(page);
      await page.keyboard.type("7;\nlet h = ");
      await ghostReads(page, "8;");
      await statusItem(page, /Codestral is ready/).waitFor();
      assert.equal(await page.locator(".notification-toast").count(), 0);
    });
  });
});

describe("the status bar item without a key", () => {
  const desk = useDesk("none");

  it("asks for one", async () => {
    const { page } = desk;
    await statusItem(page, /Set an API key to begin/).waitFor();
    await itemReads(page, "Codestral: no key");
    await pictures(desk, "status no key");
    await runCommand(page, "Codestral: Show Menu");
    await firstRow(page.locator(".quick-input-list"), "Set API Key", "Set an API key to begin");
    await page.keyboard.press("Escape");
  });
});

/** What stands in the status bar, without its icon. */
function itemReads(page: Page, text: string): Promise<void> {
  return page.locator(".statusbar-item").getByText(text, { exact: true }).waitFor();
}

async function openMenu(page: Page): Promise<Locator> {
  await openStatusMenu(page);
  return page.locator(".quick-input-list");
}

/** The caret is then in the editor again, not in the status bar. */
async function leaveMenu(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Escape");
  await focusedEditor(page, name);
}

async function firstRow(list: Locator, label: string, detail: string): Promise<void> {
  const row = list.locator(".monaco-list-row").first();
  await row.getByText(label, { exact: true }).waitFor();
  await row.getByText(detail).waitFor();
}
