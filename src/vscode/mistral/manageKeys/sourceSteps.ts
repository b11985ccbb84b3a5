import * as vscode from "vscode";
import type { FoundKeys } from "../../../mistral/keys/found";
import { readKeys } from "../../../mistral/keys/importKeys";
import { askChoice, askText } from "./ask";
import type { Step } from "./steps";

/** Where several keys come from. */
export interface SourceDraft {
  source: "paste" | "file" | undefined;
  /** What was pasted. */
  text: string;
  found: FoundKeys | undefined;
}

/** Larger than any list of keys, and small enough to be read at once. */
const LARGEST = 1_000_000;

export function sourceSteps<Draft extends SourceDraft>(): readonly Step<Draft>[] {
  return [
    {
      async ask(draft, place) {
        const choose = () =>
          askChoice(
            { ...place, placeholder: "Where the keys are now" },
            [
              { label: "$(clippy) Paste them", description: "one after another, or NAME=key", value: "paste" as const },
              { label: "$(file) From a file…", description: "JSON, .env or a list", value: "file" as const },
            ],
            draft.source,
          );
        // Who closes the dialog, or chooses a file without keys, chooses again.
        for (let source = await choose(); source !== undefined; source = await choose()) {
          draft.source = source;
          if (source === "paste" || (await openFile(draft))) {
            return true;
          }
        }
        return false;
      },
    },
    {
      isNeeded: ({ source }) => source === "paste",
      async ask(draft, place) {
        const text = await askText({
          ...place,
          prompt:
            "Paste the keys, with line breaks, commas or blanks between them. They are kept in VS Code's secret storage.",
          placeholder: "API keys",
          password: true,
          value: draft.text,
          keep: (value) => {
            draft.text = value;
          },
          remark: (value) => (value.trim() === "" ? undefined : remarkOn(readKeys(value))),
          check: async (value) => (value === "" ? "Paste the keys here." : undefined),
        });
        if (text === undefined) {
          return false;
        }
        const found = readKeys(text);
        draft.found = "sentence" in found ? undefined : found;
        return true;
      },
    },
  ];
}

function remarkOn(found: ReturnType<typeof readKeys>): vscode.InputBoxValidationMessage {
  if ("sentence" in found) {
    return { message: found.sentence, severity: vscode.InputBoxValidationSeverity.Error };
  }
  const { length } = found.keys;
  const message = length === 1 ? "1 key is in it." : `${length} keys are in it.`;
  return { message, severity: vscode.InputBoxValidationSeverity.Info };
}

/** The file is read, once. Neither it nor its path is kept or watched, and an error says neither. */
async function openFile(draft: SourceDraft): Promise<boolean> {
  const [file] =
    (await vscode.window.showOpenDialog({
      canSelectMany: false,
      openLabel: "Bring In",
      title: "A file with API keys: JSON, .env or a list",
    })) ?? [];
  if (!file) {
    return false;
  }
  const found = await readFile(file);
  if ("sentence" in found) {
    void vscode.window.showErrorMessage(found.sentence);
    return false;
  }
  draft.found = found;
  return true;
}

async function readFile(file: vscode.Uri): Promise<ReturnType<typeof readKeys>> {
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > LARGEST) {
      return { sentence: "The file is too large for a list of keys, and was not read; choose another one." };
    }
    return readKeys(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch {
    return { sentence: "The file cannot be read; check that it is there and that you may read it." };
  }
}
