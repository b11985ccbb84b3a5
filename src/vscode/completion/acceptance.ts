import * as vscode from "vscode";
import { acceptedRange, type ImportFix } from "./importFix";

/** Runs when a suggestion is accepted. Not for people, so no command of the palette. */
const ACCEPTED = "_codestral.suggestionAccepted";

/** What happens once a suggestion is accepted: it is learnt from, and what it names is imported. */
export class Acceptance implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;

  constructor(private readonly imports: Pick<ImportFix, "fix">) {
    this.subscription = vscode.commands.registerCommand(
      ACCEPTED,
      async (uri: vscode.Uri, start: vscode.Position, text: string, learn: vscode.Command | undefined) => {
        if (learn) {
          await vscode.commands.executeCommand(learn.command, ...(learn.arguments ?? []));
        }
        await this.imports.fix(uri, acceptedRange(start, text));
      },
    );
  }

  /** @param learn what learns from it, if anything does */
  commandFor(
    item: vscode.InlineCompletionItem,
    document: vscode.TextDocument,
    learn: vscode.Command | undefined,
  ): vscode.Command {
    const text = typeof item.insertText === "string" ? item.insertText : item.insertText.value;
    return {
      command: ACCEPTED,
      title: "Suggestion Accepted",
      arguments: [document.uri, item.range?.start, text, learn],
    };
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
