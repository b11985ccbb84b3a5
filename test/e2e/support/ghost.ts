import type { Page } from "playwright-core";
import type { ScriptedBrain } from "../../mistral/brains/scripted";
import type { MistralServer } from "../../mistral/server";
import { eventually } from "./eventually";
import { fimRequest } from "./requests";

const FIRST_TRY_MS = 5_000;

interface Sleeping {
  readonly page: Page;
  readonly brain: ScriptedBrain;
  readonly mistral: MistralServer;
  write(name: string, text: string): Promise<string>;
}

/** A new window makes its editor listen for typing when it finds time, at once only when it is asked for ghost text. */
export async function wakeGhostText(desk: Sleeping): Promise<void> {
  await desk.write("awake.ts", "// awake");
  for (let attempt = 1; ; attempt++) {
    await desk.page.keyboard.press("Alt+\\");
    try {
      await fimRequest(desk.mistral, "// awake", FIRST_TRY_MS * attempt);
      return;
    } catch (error) {
      // A key that is pressed while the editor is still being made does nothing.
      if (attempt === 5) throw error;
    }
  }
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
