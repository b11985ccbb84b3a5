import type { Locator, Page } from "playwright-core";

/** A notification that is on the screen now. */
export function notification(page: Page, says: string | RegExp): Locator {
  return page.locator(".notification-toast").filter({ hasText: says });
}
