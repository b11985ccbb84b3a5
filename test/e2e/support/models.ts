import type { Page } from "playwright-core";
import { pick, quickRow } from "../../vscode/hands";

/** Picks from the list of models when it has come: a click on a row that is drawn anew at that moment is lost. */
export async function pickModel(page: Page, label: string): Promise<void> {
  await quickRow(page, label).waitFor();
  await page.locator(".quick-input-widget:visible .monaco-progress-container.active").waitFor({ state: "hidden" });
  await pick(page, label);
}
