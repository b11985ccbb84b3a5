import type { Locator, Page } from "playwright-core";

/** The extension's item in the status bar. @param says what it tells a screen reader, which is also its tooltip */
export function statusItem(page: Page, says = /Codestral|API key|Ghost text/): Locator {
  return page.locator(".statusbar-item").filter({ hasText: "Codestral" }).getByRole("button", { name: says });
}
