import { readFile } from "node:fs/promises";
import type { FrameLocator, Locator, Page } from "playwright-core";

/** The row of the open quick input whose label is exactly this. */
export function quickRow(page: Page, label: string): Locator {
  const name = page.locator(".label-name").getByText(label, { exact: true });
  return page.locator(".quick-input-list .monaco-list-row").filter({ has: name }).first();
}

/** The text box of the open quick input (or input box). */
export function quickInput(page: Page): Locator {
  return page.locator(".quick-input-widget:visible .quick-input-box input");
}

/** Chooses the row with this label in the open quick input. */
export async function pick(page: Page, label: string, timeout?: number): Promise<void> {
  const row = quickRow(page, label);
  await row.click(timeout === undefined ? {} : { timeout });
  await row.waitFor({ state: "hidden" });
}

/**
 * Opens the quick input with a key, types, and chooses a row. A window that has just opened may not listen to keys yet,
 * or not know the commands of an extension yet, and an open list does not learn of them; or it gives the focus to an editor,
 * and the list closes: so it is opened again, and each time waited for longer: the machine may be slow.
 */
export async function choose(page: Page, key: string, text: string, label: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await page.keyboard.press(key);
      await quickInput(page).fill(text, { timeout: 1_500 * attempt });
      return await pick(page, label, 1_500 * attempt);
    } catch (error) {
      if (attempt === 15) throw error;
      await page.keyboard.press("Escape");
    }
  }
}

/** Runs a command by its full title in the palette, such as `Codestral: Ask in Chat`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await choose(page, "F1", `>${title}`, title);
}

/** Types into the open input box (or quick input) and confirms. */
export async function answerInput(page: Page, text: string): Promise<void> {
  await quickInput(page).fill(text);
  await quickInput(page).press("Enter");
}

/** The tab of the active editor. */
export function activeTab(page: Page): Locator {
  return page.locator(".tab.active");
}

/** Opens a file of the workspace by its name, and puts the caret at its start. */
export async function openFile(page: Page, name: string): Promise<void> {
  await choose(page, "Control+p", name, name);
  await page
    .locator(`.editor-group-container.active .monaco-editor.focused[data-uri$="/${name}"] .view-line`)
    .first()
    .waitFor();
  await page.keyboard.press("Control+Home");
}

/** Puts the caret at the start of a line (1-based) of the focused editor. */
export async function goToLine(page: Page, line: number): Promise<void> {
  await page.keyboard.press("Control+g");
  await answerInput(page, `:${line}`);
  await quickInput(page).waitFor({ state: "hidden" });
  await page.locator(".statusbar-item").getByText(`Ln ${line}, Col 1`, { exact: true }).waitFor();
}

/** What is used of the page's own elements; the tests are compiled without the DOM's types. */
interface Line {
  readonly style: { readonly top: string };
  textContent: string | null;
  cloneNode(deep: boolean): Line;
  querySelectorAll(selector: string): Iterable<{ remove(): void }>;
}

/** The text that the focused editor shows, without ghost text. Lines out of sight are missing. */
export async function editorText(page: Page): Promise<string> {
  const lines = page.locator(".editor-group-container.active .monaco-editor.focused .view-lines > .view-line");
  return lines.evaluateAll((all: unknown) =>
    (all as Line[])
      .sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top))
      .map((line) => {
        const copy = line.cloneNode(true);
        for (const ghost of copy.querySelectorAll(".ghost-text-decoration")) ghost.remove();
        return (copy.textContent ?? "").replace(/\u00a0/g, " ").replace(/[\u200b\u200c]/g, "");
      })
      .join("\n"),
  );
}

/** The ghost text on the caret's line; waiting for it is `ghostText(page).waitFor()`. */
export function ghostText(page: Page): Locator {
  return page.locator(".ghost-text-decoration").first();
}

/** Saves the active editor and reads what it wrote: the document's whole text, to the byte. */
export async function savedText(page: Page, path: string): Promise<string> {
  await page.keyboard.press("Control+s");
  await activeTab(page).and(page.locator(":not(.dirty)")).waitFor();
  return readFile(path, "utf8");
}

/** The page inside a webview view, such as the chat. */
export function webview(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}
