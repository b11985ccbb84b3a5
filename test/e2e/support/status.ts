import type { Locator, Page } from "playwright-core";
import { quickInput, quickRow } from "../../vscode/hands";

/** The extension's item in the status bar. @param says what it tells a screen reader, which is also its tooltip */
export function statusItem(page: Page, says = /./): Locator {
  return page.locator(".statusbar-item").filter({ hasText: "Codestral" }).getByRole("button", { name: says });
}

const TRY_MS = 3_000;

/** Opens the menu by a click on the item. */
export function openStatusMenu(page: Page): Promise<void> {
  return inMenu(page, (timeout) => quickInput(page).waitFor({ timeout }));
}

/** Chooses a row of the menu that a click on the item opens. */
export async function pickFromMenu(page: Page, label: string): Promise<void> {
  await inMenu(page, async (timeout) => {
    await quickRow(page, label).click({ timeout });
    await quickRow(page, label).waitFor({ state: "hidden" });
  });
}

/** A file that is still being opened takes the focus, and a menu without it closes: so it is opened again. */
async function inMenu(page: Page, act: (timeout: number) => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await statusItem(page).click();
      return await act(TRY_MS * attempt);
    } catch (error) {
      if (attempt === 5) throw error;
      await page.keyboard.press("Escape");
    }
  }
}
