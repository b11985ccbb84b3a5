import { strict as assert } from "node:assert";
import type { Page } from "playwright-core";
import { activeTab, runCommand, webview } from "../vscode/hands";
import { useDesk } from "./support/desk";
import { eventually } from "./support/eventually";
import { ghostReads } from "./support/ghost";
import { fillLedger } from "./support/ledgerHistory";
import { notification } from "./support/notifications";
import { screenshot } from "./support/screenshot";
import { themes, useTheme } from "./support/themes";

async function forget(page: Page, command: string): Promise<void> {
  await runCommand(page, command);
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}

/** What reaches beyond the right edge of a webview's page; its frame runs no script that could say so. */
async function sticksOut(page: Page, selector: string): Promise<string[]> {
  const frame = await page.locator("iframe.webview.ready").boundingBox();
  assert.ok(frame);
  // The list is long, and its rows are alike.
  const all = (await webview(page).locator(selector).all()).slice(0, 60);
  const boxes = await Promise.all(
    all.map(async (one) => ({ box: await one.boundingBox(), text: await one.innerText() })),
  );
  return boxes.flatMap(({ box, text }) => (box && box.x + box.width > frame.x + frame.width + 1 ? [text] : []));
}

describe("the ledgers", () => {
  const desk = useDesk("inEnvironment", { awake: true });

  it("say what a suggestion took and what was sent for it, and forget it", async () => {
    const { page, brain } = desk;
    await forget(page, "Codestral: Remove Usage Records");
    await forget(page, "Codestral: Remove What Was Sent");
    await desk.write("used.ts", "");
    brain.onFim(/const half = $/, "total / 2;");
    await page.keyboard.type("const half = ");
    await ghostReads(page, "total / 2;");
    await page.keyboard.press("Tab");
    await runCommand(page, "Codestral: Show Usage");
    const view = webview(page);
    await view.getByRole("heading", { name: "Usage", exact: true }).waitFor();
    await view.getByRole("row", { name: /^answered/ }).waitFor();
    await view.getByRole("img", { name: /^What was used on each day/ }).waitFor();
    // The server behind the address says that the model is Mistral's; how many requests there were depends on the machine.
    const priced = /^(under|about) \$0\.00\d\d$/;
    await view.getByText(priced).first().waitFor();
    await screenshot(page, "usage of one request");
    await view.getByRole("link", { name: "Show what was sent" }).press("Enter");
    await view.getByRole("heading", { name: "What was sent" }).waitFor();
    await view.getByText("This list never leaves the machine, and nothing else reads it.").waitFor();
    await view
      .getByRole("article")
      .first()
      .getByText(/^ghost text|ghost text →/)
      .waitFor();
    await view.getByRole("link", { name: "Delete this list" }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await view.getByText("Nothing has been sent yet.").waitFor();
  });

  it("are read with the keyboard alone, and what has the focus is seen", async () => {
    const { page } = desk;
    await fillLedger();
    await runCommand(page, "Codestral: Show Usage");
    const view = webview(page);
    const link = (name: string) => view.getByRole("link", { name });
    await link("30 days").and(view.locator("[aria-current]")).waitFor();
    await view.locator("body").press("Tab");
    const focused = view.locator("a:focus-visible");
    assert.equal(await focused.innerText(), "7 days");
    await screenshot(page, "usage, focus");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await link("90 days").and(view.locator("[aria-current]")).waitFor();
    await link("Tokens").press("Enter");
    await link("Tokens").and(view.locator("[aria-current]")).waitFor();
    await link("90 days").and(view.locator("[aria-current]")).waitFor();
    await link("30 days").press("Enter");
    await link("30 days").and(view.locator("[aria-current]")).waitFor();
    await link("Cost").press("Enter");
    await link("Cost").and(view.locator("[aria-current]")).waitFor();
  });

  it("show one purpose, open a file, and what was sent for whoever keeps it", async () => {
    const { page } = desk;
    await fillLedger();
    await runCommand(page, "Codestral: Show What Was Sent");
    const view = webview(page);
    await view.getByRole("radio", { name: /^chat/ }).press("Space");
    await eventually(() => view.getByRole("article").filter({ visible: true, hasNotText: "chat →" }).count(), 0);
    const first = view.getByRole("article").filter({ visible: true }).first();
    await first.getByText("Replaced by placeholders before it went out: 1 × private key, 2 × password").waitFor();
    assert.equal(await first.getByRole("link", { name: /removed since/ }).count(), 0);
    await first.getByText("What was sent, with secrets replaced").press("Enter");
    await first.getByText("CODESTRAL_SECRET_0123456789AB").waitFor();
    await screenshot(page, "what was sent, opened");
    await first.getByRole("link", { name: "src/cart.ts" }).press("Enter");
    await activeTab(page).getByText("cart.ts").waitFor();
  });
});

describe("a budget that is used up", () => {
  before("spend it", fillLedger);
  const desk = useDesk("inEnvironment", { settings: { "codestral.monthlyBudget": 0.01 } });

  it("is said once, in words and in the drawing", async () => {
    const { page } = desk;
    const warning = notification(page, /this month's budget is used up/);
    await warning.waitFor();
    await screenshot(page, "budget used up");
    await warning.getByRole("button", { name: "Show usage" }).click();
    await webview(page).getByText("Ghost text, chat and refactorings go on").waitFor();
    await screenshot(page, "usage, budget used up");
    await desk.reload();
    await runCommand(page, "Codestral: Show Usage");
    await webview(page).getByText("Ghost text, chat and refactorings go on").waitFor();
    assert.equal(await warning.count(), 0);
  });
});

/** Each leaves its pictures in `.state/e2e/`, for a person to look at. */
describe("the looks of the ledgers' pages", () => {
  before("fill the ledger", fillLedger);
  const desk = useDesk("inEnvironment", { settings: { "codestral.monthlyBudget": 1 } });

  const all = [...themes, { name: "high contrast light", label: "Light High Contrast", type: "hc-light" }];
  for (const { name, label, type } of all) {
    it(`are of one piece in a ${name} theme`, async () => {
      const { page } = desk;
      await useTheme(desk, label, type);
      await runCommand(page, "Codestral: Show Usage");
      const view = webview(page);
      await view.getByRole("heading", { name: "Day by day" }).waitFor();
      await view.getByText(/^This month: about/).waitFor();
      await screenshot(page, `${name} usage`);
      await view.getByRole("heading", { name: "Model by model" }).scrollIntoViewIfNeeded();
      await screenshot(page, `${name} usage, models`);
      await runCommand(page, "Codestral: Show What Was Sent");
      await view.getByRole("heading", { name: "What was sent" }).waitFor();
      await screenshot(page, `${name} what was sent`);
    });
  }

  it("need no more room than half a small window has", async () => {
    const { page } = desk;
    await page.setViewportSize({ width: 560, height: 900 });
    try {
      for (const [command, heading] of [
        ["Codestral: Show Usage", "How requests ended"],
        ["Codestral: Show What Was Sent", "What was sent"],
      ] as const) {
        await runCommand(page, command);
        await webview(page).getByRole("heading", { name: heading }).waitFor();
        await eventually(() => sticksOut(page, "h1, h2, p, nav a, .figures > div, figcaption, .wide, li"), []);
        await screenshot(page, `narrow ${command.slice("Codestral: ".length)}`);
      }
    } finally {
      await page.setViewportSize({ width: 1400, height: 900 });
    }
  });
});
