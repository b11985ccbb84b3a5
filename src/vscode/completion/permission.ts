import * as vscode from "vscode";
import type { Settings } from "../settings";
import type { LastQuiet } from "./reasons";
import type { Snooze } from "./snooze";

/** Files, new files, and the cells of notebooks; not the output panel, the debug console or a commit message's box. */
export const DOCUMENTS: vscode.DocumentSelector = [
  { scheme: "file" },
  { scheme: "untitled" },
  { scheme: "vscode-notebook-cell" },
  { scheme: "vscode-vfs" },
];

/** Whether anything may be suggested unasked in a document; what speaks against it is noted. */
export class Permission {
  constructor(
    private readonly settings: Settings,
    private readonly snooze: Pick<Snooze, "active">,
    private readonly quiet: LastQuiet,
  ) {}

  allows(document: vscode.TextDocument): boolean {
    const reason = this.reason(document);
    if (reason) {
      this.quiet.set(document.uri.toString(), reason);
    }
    return reason === undefined;
  }

  private reason(document: vscode.TextDocument) {
    if (vscode.languages.match(DOCUMENTS, document) === 0) {
      return "excludedPlace";
    }
    if (!this.settings.get("completion.enabled", document)) {
      return this.settings.get("completion.enabled") ? "offForLanguage" : "off";
    }
    if (this.snooze.active) {
      return "snoozed";
    }
    const editor = vscode.window.activeTextEditor;
    const selections = editor?.document === document ? editor.selections : [];
    if (selections.length > 1) {
      return "severalCursors";
    }
    return selections.some(({ isEmpty }) => !isEmpty) ? "selection" : undefined;
  }
}
