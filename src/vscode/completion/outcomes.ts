import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Learning } from "../../completion/learning/learning";
import type { Kind, Source } from "../../completion/learning/outcome";

/** Runs when a suggestion is accepted. Not for people, so no command of the palette. */
const ACCEPTED = "_codestral.completionAccepted";
const ONE_KEY = /^(?:.|\(\)|\[\]|\{\}|""|''|``|\r?\n[ \t]*)$/u;

/** VS Code's side of learning: what is shown, what is typed, what is accepted. */
export class Outcomes implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;

  /** @param command the name under which the editor says that a suggestion was accepted */
  constructor(
    private readonly learning: Pick<Learning, "tracker" | "typing" | "latency">,
    private readonly command = ACCEPTED,
  ) {
    const { tracker, latency } = learning;
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => this.changed(event)),
      vscode.workspace.onDidCloseTextDocument((document) => tracker.closed(document.uri.toString())),
      vscode.window.onDidChangeActiveTextEditor(() => tracker.left()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (
          event.affectsConfiguration("codestral.server") ||
          event.affectsConfiguration("codestral.completion.model")
        ) {
          latency.restore();
        }
      }),
      vscode.commands.registerCommand(command, (id: unknown, text: unknown) => {
        if (typeof id === "string" && typeof text === "string") {
          tracker.accepted(id, text);
        }
      }),
    );
  }

  /**
   * An item goes to the editor, which shows it at `position`.
   * @returns the command that the item must run when it is accepted
   */
  shown(
    item: vscode.InlineCompletionItem,
    document: vscode.TextDocument,
    position: vscode.Position,
    { kind, source }: { readonly kind: Kind; readonly source: Source },
  ): vscode.Command {
    const { start, end } = item.range ?? new vscode.Range(position, position);
    const whole = typeof item.insertText === "string" ? item.insertText : item.insertText.value;
    // With an item selected in the suggest widget, the text begins with what was typed of that item.
    const before = document.getText(new vscode.Range(start, position));
    const isTyped = whole.startsWith(before);
    const text = isTyped ? whole.slice(before.length) : whole;
    const from = isTyped ? position : start;
    const id = this.learning.tracker.shown({
      id: randomUUID(),
      at: Date.now(),
      languageId: document.languageId,
      kind,
      source,
      characters: text.length,
      lines: text.split("\n").length,
      document: document.uri.toString(),
      offset: document.offsetAt(from),
      text,
      replaces: Math.max(0, end.character - from.character),
    });
    return { command: this.command, title: "Completion Accepted", arguments: [id, text] };
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const [first] = contentChanges;
    if (!first) {
      return;
    }
    const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      removed: rangeLength,
      inserted: text,
    }));
    this.learning.tracker.edited(document.uri.toString(), edits);
    const isKey = first.rangeLength === 0 ? ONE_KEY.test(first.text) : first.rangeLength === 1 && first.text === "";
    if (isKey && reason === undefined && document === vscode.window.activeTextEditor?.document) {
      this.learning.typing.key(performance.now());
    }
  }
}
