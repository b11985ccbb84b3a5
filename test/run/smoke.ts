import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser, newContext } from "../vscode/browser";
import { activeTab, ghostText, goToLine, openFile, runCommand, savedText, webview } from "../vscode/hands";
import { workbenchReady } from "../vscode/workbench";
import { Home, sampleIn, stateFolder } from "./startHome";
import { startWorkbench } from "./startWeb";

const pictures = join(stateFolder, "smoke");

/** Goes once through what a person does first, in a new profile with the demo, and keeps a picture of each step. */
export async function smoke(): Promise<number> {
  rmSync(pictures, { recursive: true, force: true });
  const home = new Home(join(pictures, "home"));
  const folder = sampleIn(pictures);
  const workbench = await startWorkbench(home, folder, undefined);
  const browser = await launchBrowser();
  const page = await (await newContext(browser)).newPage();
  try {
    await page.goto(workbench.address);
    await workbenchReady(page);
    await step(page, "1-chat", () => askAboutFile(page));
    await step(page, "2-ghost-text", () => acceptGhostText(page, folder));
    await step(page, "3-refactoring", () => applyRefactoring(page, folder));
    return 0;
  } finally {
    await browser.close();
    await workbench.close();
  }
}

async function step(page: Page, name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    console.log(`passed  ${name}`);
  } catch (error) {
    console.log(`failed  ${name}`);
    throw error;
  } finally {
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
}

/** The chat answers with what it read. */
async function askAboutFile(page: Page): Promise<void> {
  await runCommand(page, "Codestral: Ask in Chat");
  const chat = webview(page);
  await chat.getByRole("textbox", { name: "Message" }).fill("What is in src/cart.ts?");
  await page.keyboard.press("Enter");
  await chat.getByRole("button", { name: /^Read src\/cart\.ts, done/ }).waitFor();
  const answer = chat.getByRole("article", { name: "Codestral" });
  await answer.getByText("subtotal").first().waitFor();
  await chat.getByRole("button", { name: "Copy answer" }).waitFor();
}

/** What is typed once more is continued as it goes on elsewhere. */
async function acceptGhostText(page: Page, folder: string): Promise<void> {
  await openFile(page, "discount.ts");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nexport function ");
  await ghostText(page).waitFor();
  await page.keyboard.press("Tab");
  const text = await savedText(page, join(folder, "src", "discount.ts"));
  if (!/\nexport function \w/.test(text)) throw new Error(`The ghost text was not accepted:\n${text}`);
}

/** A refactoring is shown as a diff, and lands when it is accepted. */
async function applyRefactoring(page: Page, folder: string): Promise<void> {
  await openFile(page, "stock.ts");
  await goToLine(page, 20);
  for (let line = 0; line < 7; line++) await page.keyboard.press("Shift+ArrowDown");
  await runCommand(page, "Codestral: Simplify");
  await activeTab(page).filter({ hasText: "Simplify: stock.ts" }).waitFor();
  await runCommand(page, "Codestral: Accept Proposed Edit");
  await activeTab(page).and(page.locator('[data-resource-name="stock.ts"]')).waitFor();
  const text = await savedText(page, join(folder, "src", "stock.ts"));
  if (!text.includes("return this.count(article) >= wanted")) throw new Error(`Nothing was simplified:\n${text}`);
}
