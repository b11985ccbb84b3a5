import type { Locator, Page } from "playwright-core";
import { quickRow } from "../../vscode/hands";

/** The extension's item in the status bar. @param says what it tells a screen reader, which is also its tooltip */
export function statusItem(page: Page, says = /Codestral|API key|Ghost text/): Locator {
  return page.locator(".statusbar-item").filter({ hasText: "Codestral" }).getByRole("button", { name: says });
}

/**
 * Chooses a row of the menu that a click on the item opens. A file that is still being opened takes the focus, and a menu
 * without it closes: so it is opened again.
 */
export async function pickFromMenu(page: Page, label: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await statusItem(page).click();
      await quickRow(page, label).click({ timeout: 3_000 * attempt });
      return await quickRow(page, label).waitFor({ state: "hidden" });
    } catch (error) {
      if (attempt === 5) throw error;
      await page.keyboard.press("Escape");
    }
  }
}
