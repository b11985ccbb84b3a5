import type { Page } from "playwright-core";
import type { Desk } from "./desk";
import { eventually } from "./eventually";
import { fimRequest } from "./requests";

/** A new window makes its editor listen for typing when it finds time, at once only when it is asked for ghost text. */
export async function wakeGhostText(desk: Desk): Promise<void> {
  desk.brain.nextFim("");
  await desk.write("awake.ts", "// awake");
  await desk.page.keyboard.press("Alt+\\");
  await fimRequest(desk.mistral, "// awake");
}

/** Waits until the ghost text reads like this; "" when there is none. */
export async function ghostReads(page: Page, expected: string): Promise<void> {
  await eventually(() => ghost(page), expected);
}

/** The ghost text: what stands on the caret's line, then the lines that are shown below it. */
async function ghost(page: Page): Promise<string> {
  const editor = page.locator(".editor-group-container.active .monaco-editor");
  const onLine = await editor.locator(".ghost-text-decoration").allTextContents();
  const below = await editor.locator(".suggest-preview-text .view-line").allTextContents();
  return [onLine.join(""), ...below]
    .join("\n")
    .replace(/\u00a0/g, " ")
    .replace(/[\u200b\u200c]/g, "");
}
