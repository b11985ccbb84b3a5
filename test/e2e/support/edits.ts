import type { Locator, Page } from "playwright-core";
import { activeTab } from "../../vscode/hands";
import { focusedEditor } from "./editor";

/** What the model answers to a request for an edit. */
export function edit(replacement: string, summary = "Made it better."): string {
  return JSON.stringify({ summary, replacement, elsewhere: [] });
}

/** The tab of the review, once it is there. */
export function review(page: Page, title: string): Locator {
  return activeTab(page).filter({ hasText: title });
}

/** Takes the edit under review with the button in the editor's title, and waits until its file is shown. */
export async function accept(page: Page, name: string): Promise<void> {
  await titleButton(page, /^Accept Proposed Edit/).click();
  await focusedEditor(page, name);
}

/** Throws the edit under review away, likewise. */
export async function discard(page: Page, name: string): Promise<void> {
  await titleButton(page, /^Discard Proposed Edit/).click();
  await focusedEditor(page, name);
}

/** What the status bar says of the review in front, and its buttons there. */
export function bar(page: Page, says: string | RegExp): Locator {
  return page.locator(".statusbar-item:visible").filter({ hasText: says });
}

export function titleButton(page: Page, name: RegExp): Locator {
  return page.locator(".editor-group-container.active").getByRole("button", { name });
}
