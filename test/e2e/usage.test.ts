import { strict as assert } from "node:assert";
import type { FrameLocator, Page } from "playwright-core";
import { activeTab, runCommand, webview } from "../vscode/hands";
import { changeSettings, settingsFile } from "../vscode/profile";
import { useDesk } from "./support/desk";
import { eventually } from "./support/eventually";
import { ghostReads, wakeGhostText } from "./support/ghost";
import { writeLedgerHistory } from "./support/ledgerHistory";
import { notification } from "./support/notifications";
import { screenshot } from "./support/screenshot";
import { themes, useTheme } from "./support/themes";

async function forget(page: Page, command: string): Promise<void> {
  await runCommand(page, command);
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}

/** How wide a page is, and how wide what stands on it. */
async function widths(view: FrameLocator): Promise<[number, number]> {
  return view
    .locator("html")
    .evaluate<[number, number], { clientWidth: number; scrollWidth: number }>(({ clientWidth, scrollWidth }) => [
      clientWidth,
      scrollWidth,
    ]);
}

describe("the ledgers", () => {
  const desk = useDesk();
  before("wake the editor", () => wakeGhostText(desk));

  it("say what a suggestion took and what was sent for it, and forget it", async () => {
    const { page, brain } = desk;
    await forget(page, "Codestral: Delete Usage");
    await forget(page, "Codestral: Delete What Was Sent");
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
    // A server of one's own has no known price.
    await view.getByText("unknown").first().waitFor();
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
    await writeLedgerHistory(desk.vscode);
    await runCommand(page, "Codestral: Show Usage");
    const view = webview(page);
    const link = (name: string) => view.getByRole("link", { name });
    await link("30 days").and(view.locator("[aria-current]")).waitFor();
    await view.locator("body").press("Tab");
    const focused = view.locator("a:focus-visible");
    assert.equal(await focused.innerText(), "7 days");
    const outline = await focused.evaluate<string>("(element) => getComputedStyle(element).outlineStyle");
    assert.equal(outline, "solid");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await link("90 days").and(view.locator("[aria-current]")).waitFor();
    await link("Tokens").press("Enter");
    await link("Tokens").and(view.locator("[aria-current]")).waitFor();
    await link("90 days").and(view.locator("[aria-current]")).waitFor();
    await link("30 days").press("Enter");
    await link("Cost").press("Enter");
    await link("Cost").and(view.locator("[aria-current]")).waitFor();
  });

  it("show one purpose, open a file, and what was sent for whoever keeps it", async () => {
    const { page } = desk;
    await writeLedgerHistory(desk.vscode);
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

  it("warn once when the month's budget is nearly used, and draw it", async () => {
    const { page } = desk;
    const file = settingsFile(desk.vscode.userDataDir, "User");
    try {
      changeSettings(file, { "codestral.monthlyBudget": 0.01 });
      const warning = notification(page, /this month's budget is used up/);
      await warning.waitFor();
      await screenshot(page, "budget used up");
      await warning.getByRole("button", { name: "Show usage" }).click();
      await webview(page).getByText("Work that nobody waits for is paused").waitFor();
    } finally {
      changeSettings(file, { "codestral.monthlyBudget": undefined });
    }
  });
});

/** Each leaves its pictures in `.state/e2e/`, for a person to look at. */
describe("the looks of the ledgers' pages", () => {
  const desk = useDesk();
  before("fill the ledger", async () => {
    await wakeGhostText(desk);
    await forget(desk.page, "Codestral: Delete Usage");
    await forget(desk.page, "Codestral: Delete What Was Sent");
    await writeLedgerHistory(desk.vscode);
    changeSettings(settingsFile(desk.vscode.userDataDir, "User"), { "codestral.monthlyBudget": 100 });
  });
  after("go back to the first theme", async () => {
    changeSettings(settingsFile(desk.vscode.userDataDir, "User"), { "codestral.monthlyBudget": undefined });
    await useTheme(desk.page, "Light 2026");
  });

  const all = [...themes, { name: "high contrast light", label: "Light High Contrast", type: "hc-light" }];
  for (const { name, label, type } of all) {
    it(`are of one piece in a ${name} theme`, async () => {
      const { page } = desk;
      await useTheme(page, label);
      await page.locator(`.monaco-workbench.${type}`).waitFor();
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
      for (const command of ["Codestral: Show Usage", "Codestral: Show What Was Sent"]) {
        await runCommand(page, command);
        const view = webview(page);
        await view.getByRole("link", { name: /^Delete/ }).waitFor();
        await eventually(async () => {
          const [page, content] = await widths(view);
          return content <= page;
        }, true);
        await screenshot(page, `narrow ${command.slice("Codestral: ".length)}`);
      }
    } finally {
      await page.setViewportSize({ width: 1400, height: 900 });
    }
  });
});
