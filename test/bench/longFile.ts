import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openFile } from "../vscode/hands";
import { openWorkbench } from "../vscode/workbench";
import type { Editor } from "./editor";
import { Half } from "./half";
import type { Window } from "./patience";

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

/** A window on a folder with a long file and a short one, once the benchmark's half in its extension host is ready. */
export async function openFolder({ server, context, reports, folder, probe }: Editor, name = "code"): Promise<Window> {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "long.ts"), code(LINES));
  writeFileSync(join(path, "short.ts"), code(FEW_LINES));
  const page = await openWorkbench(context, server, { folder: path, extension: probe });
  return { page, half: await Half.from(reports) };
}

/** Opens the long file and puts the caret at its end. */
export async function goToEndOfLongFile({ page }: Window): Promise<void> {
  await openFile(page, "long.ts");
  await page.keyboard.press("Control+End");
}

function code(count: number): string {
  return Array.from({ length: count }, (_, at) => `export const value${at} = compute(${at}, "text of ${at}");\n`).join(
    "",
  );
}
