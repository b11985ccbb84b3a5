import * as vscode from "vscode";

/** Shows in a document's editor which code is meant, until it is disposed. */
export class Highlight implements vscode.Disposable {
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.rangeHighlightBackground"),
    isWholeLine: true,
    overviewRulerColor: new vscode.ThemeColor("editor.rangeHighlightBackground"),
  });

  constructor(private readonly document: vscode.TextDocument) {}

  show(range: vscode.Range): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === this.document) {
        editor.setDecorations(this.decoration, [range]);
        editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }
  }

  dispose(): void {
    this.decoration.dispose();
  }
}
