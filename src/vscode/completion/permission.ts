import * as vscode from "vscode";
import type { Quiet } from "../../completion/quiet";
import type { Exclusion } from "../workspace/exclusion";
import type { Settings } from "../settings";
import type { EditorRules } from "./editorRules";
import type { LastQuiet } from "./reasons";
import { SETTINGS } from "./settings";
import type { Snooze } from "./snooze";

/** Whether anything may be suggested in a document; what speaks against it is noted. */
export class Permission {
  constructor(
    private readonly settings: Settings,
    private readonly snooze: Pick<Snooze, "active">,
    private readonly quiet: LastQuiet,
    private readonly exclusion: Pick<Exclusion, "why">,
    private readonly rules: Pick<EditorRules, "reason">,
  ) {}

  /** Unasked. */
  allows(document: vscode.TextDocument): boolean {
    return this.noted(document, this.excluded(document) ?? this.reason(document));
  }

  /** When the person asks for it, too. */
  allowsAsked(document: vscode.TextDocument): boolean {
    const ofTheEditor = this.rules.reason(document);
    return this.noted(document, this.excluded(document) ?? (ofTheEditor === "editorOff" ? undefined : ofTheEditor));
  }

  private noted(document: vscode.TextDocument, reason: Quiet | undefined): boolean {
    if (reason) {
      this.quiet.set(document.uri.toString(), reason);
    }
    return reason === undefined;
  }

  private excluded({ uri }: vscode.TextDocument): Quiet | undefined {
    return this.exclusion.why(uri) && "excludedFile";
  }

  private reason(document: vscode.TextDocument): Quiet | undefined {
    const ofTheEditor = this.rules.reason(document);
    if (ofTheEditor) {
      return ofTheEditor;
    }
    if (!this.settings.get(SETTINGS.enabled, document)) {
      return this.settings.get(SETTINGS.enabled) ? "offForLanguage" : "off";
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
