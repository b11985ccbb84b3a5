import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openFile } from "../vscode/hands";
import { openWorkbench } from "../vscode/workbench";
import type { Editor } from "./editor";

export const LINES = 20_000;
/** What a file of everyday length has. */
export const FEW_LINES = 200;

/** Nothing else that would appear, move or compute while keys are timed. */
export const QUIET = {
  "chat.disableAIFeatures": true,
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "editor.parameterHints.enabled": false,
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
  "editor.suggestOnTriggerCharacters": false,
  "editor.wordBasedSuggestions": "off",
  "files.autoSave": "off",
  "typescript.validate.enable": false,
};

/** Makes a folder with a long file and a short one, in which our ghost text is on or off. @returns its path */
export function workspaceIn(folder: string, name: string, ours: boolean): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".vscode"), { recursive: true });
  writeFileSync(join(path, ".vscode", "settings.json"), JSON.stringify({ "codestral.completion.enabled": ours }));
  writeFileSync(join(path, "long.ts"), code(LINES));
  writeFileSync(join(path, "short.ts"), code(FEW_LINES));
  return path;
}

/** A window on the long file, with the caret at its end, once the benchmark's half in the extension host is ready. */
export async function openLongFile(
  { server, context, reports, folder, probe }: Editor,
  name: string,
  ours: boolean,
): Promise<Page> {
  const page = await openWorkbench(context, server, { folder: workspaceIn(folder, name, ours), extension: probe });
  await reports.next();
  await page.locator(".statusbar-item").filter({ hasText: "Codestral" }).waitFor();
  await openFile(page, "long.ts");
  await page.keyboard.press("Control+End");
  return page;
}

function code(count: number): string {
  return Array.from({ length: count }, (_, at) => `export const value${at} = compute(${at}, "text of ${at}");\n`).join(
    "",
  );
}
