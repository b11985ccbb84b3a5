import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Page } from "playwright-core";
import { activeTab, choose } from "../../vscode/hands";
import { eventually } from "./eventually";

const focused = ".editor-group-container.active .monaco-editor.focused";

/** Opens a file that may have been made just now; a search by its name would not find it yet. */
export async function openPath(page: Page, path: string): Promise<void> {
  await choose(page, "Control+p", path, basename(path));
  await focusedEditor(page, basename(path));
}

/** Puts the caret back into the editor, as one does after a menu. */
export async function focusEditor(page: Page): Promise<void> {
  await page.keyboard.press("Control+1");
  await page.locator(focused).waitFor();
}

/** Waits until the editor of this file shows its text and has the caret. */
export async function focusedEditor(page: Page, name: string): Promise<void> {
  const file = `[data-uri$="/${name}"]:not([data-uri^="codestral-review:"])`;
  await page.locator(`${focused}${file} .view-line`).first().waitFor();
}

/** Saves the active editor, which writes just this text, to the byte. What VS Code is still writing is waited for. */
export async function saves(page: Page, path: string, text: string): Promise<void> {
  await page.keyboard.press("Control+s");
  await activeTab(page).and(page.locator(":not(.dirty)")).waitFor();
  await eventually(() => readFile(path, "utf8"), text);
}
