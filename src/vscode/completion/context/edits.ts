import * as vscode from "vscode";
import { EditLog, MOST_LINES_KNOWN } from "../../../completion/context/edits";
import { mayBeContext } from "../../../completion/context/exclude";
import type { Edit } from "../../../completion/context/port";
import type { Exclusion } from "../../workspace/exclusion";
import { pathOf } from "./paths";

/** Follows the edits of this session. With a key only the changed lines are touched. */
export class Edits {
  private readonly log = new EditLog();
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly exclusion: Pick<Exclusion, "why">) {
    this.disposables = [
      vscode.workspace.onDidChangeTextDocument((event) => this.follow(event)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.log.forget(vscode.workspace.asRelativePath(uri))),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.show(editor?.document)),
    ];
    this.show(vscode.window.activeTextEditor?.document);
  }

  get recent(): readonly Edit[] {
    return this.log.edits((path, start, end) => {
      const document = vscode.workspace.textDocuments.find(({ uri }) => pathOf(uri) === path);
      if (!document || this.exclusion.why(document.uri)) return undefined;
      const count = Math.min(end, document.lineCount) - start;
      return Array.from({ length: Math.max(0, count) }, (_, at) => document.lineAt(start + at).text);
    });
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private show(document: vscode.TextDocument | undefined): void {
    if (!document || this.exclusion.why(document.uri)) return;
    const path = pathOf(document.uri);
    if (path === undefined || this.log.knows(path) || !mayBeContext(path) || document.lineCount > MOST_LINES_KNOWN)
      return;
    this.log.show(path, document.getText().split(/\r?\n/));
  }

  private follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const path = pathOf(document.uri);
    if (path === undefined || !mayBeContext(path) || this.exclusion.why(document.uri)) return;
    for (const { range, text } of contentChanges) {
      this.log.change(path, {
        startLine: range.start.line,
        startCharacter: range.start.character,
        endLine: range.end.line,
        endCharacter: range.end.character,
        text: text.replaceAll("\r\n", "\n"),
      });
    }
  }
}
