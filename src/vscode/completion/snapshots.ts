import * as vscode from "vscode";
import type { Snapshot } from "../../completion/snapshot";
import { Windows } from "../../completion/window";
import { isInWorkspace, pathForModel } from "../workspace/pathForModel";
import { linesAt } from "./lines";

/** What the editor asks about. */
export interface Asked {
  /** The person asked for it. */
  readonly explicit: boolean;
  /** The item that is selected in the suggest widget. */
  readonly selected: vscode.SelectedCompletionInfo | undefined;
}

const UNASKED: Asked = { explicit: false, selected: undefined };

/** Takes snapshots of places in documents. Only the lines of a window are touched, whatever the document's length. */
export class Snapshots implements vscode.Disposable {
  private readonly windows = new Windows();
  private readonly subscription = vscode.workspace.onDidChangeTextDocument((event) => this.shift(event));

  /** With an item selected in the suggest widget, the text is taken as it would be if that item were accepted. */
  at(document: vscode.TextDocument, position: vscode.Position, { explicit, selected }: Asked = UNASKED): Snapshot {
    const start = selected?.range.start ?? position;
    const end = selected?.range.end ?? position;
    const { name, lines, line } = linesAt(document, start.line);
    const { prefix, suffix, first, last } = this.windows.around(name, lines, line, start.character);
    return {
      document: document.uri.toString(),
      path: pathForModel(document.uri),
      isOutside: !document.isUntitled && !isInWorkspace(document.uri),
      languageId: document.languageId,
      indentation: indentationOf(document),
      explicit,
      // Those of a notebook's cells are the lines of no file.
      ...(name === document.uri.toString() ? { lines: { first: first + 1, last: last + 1 } } : {}),
      supposed: selected !== undefined,
      prefix: prefix + (selected?.text ?? ""),
      suffix: suffix.slice(Math.max(0, end.character - start.character)),
    };
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private shift({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    for (const { range, text } of contentChanges) {
      const added = text.split("\n").length - 1 - (range.end.line - range.start.line);
      if (added !== 0) {
        const { name, line } = linesAt(document, range.start.line);
        this.windows.shifted(name, line, added);
      }
    }
  }
}

function indentationOf(document: vscode.TextDocument): string {
  const options = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.options;
  return options?.insertSpaces === false ? "\t" : " ".repeat(Number(options?.tabSize) || 4);
}
