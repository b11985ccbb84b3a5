import * as vscode from "vscode";

/** Text that was accepted, wherever edits around it move it to; lost when it is changed itself, or its document closed. */
export class AcceptedText implements vscode.Disposable {
  private readonly lost = new AbortController();
  private readonly subscriptions: vscode.Disposable;
  private start: number;
  private end: number;

  constructor(
    readonly document: vscode.TextDocument,
    range: vscode.Range,
  ) {
    this.start = document.offsetAt(range.start);
    this.end = document.offsetAt(range.end);
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document) {
          for (const change of event.contentChanges) {
            this.follow(change);
          }
        }
      }),
      vscode.workspace.onDidCloseTextDocument((closed) => {
        if (closed === document) {
          this.lost.abort();
        }
      }),
    );
  }

  get range(): vscode.Range {
    return new vscode.Range(this.document.positionAt(this.start), this.document.positionAt(this.end));
  }

  /** Aborted when the text is lost. */
  get signal(): AbortSignal {
    return this.lost.signal;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private follow({ rangeOffset, rangeLength, text }: vscode.TextDocumentContentChangeEvent): void {
    if (rangeOffset + rangeLength <= this.start) {
      this.start += text.length - rangeLength;
      this.end += text.length - rangeLength;
    } else if (rangeOffset < this.end) {
      this.lost.abort();
    }
  }
}
