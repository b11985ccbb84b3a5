import * as vscode from "vscode";
import type { Quiet } from "../../completion/quiet";
import { writingIn } from "../documents";

/** Documents whose answer is remembered. */
const MOST_KNOWN = 200;

/** What VS Code itself says against ghost text in a document; asked at each key, so remembered until a setting changes. */
export class EditorRules implements vscode.Disposable {
  private readonly known = new Map<string, Quiet | undefined>();
  private readonly subscription = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("editor.inlineSuggest") || event.affectsConfiguration("files")) {
      this.known.clear();
    }
  });

  reason(document: vscode.TextDocument): Quiet | undefined {
    const id = `${document.languageId} ${document.uri.toString()}`;
    if (!this.known.has(id)) {
      if (this.known.size >= MOST_KNOWN) {
        this.known.clear();
      }
      this.known.set(id, reasonOf(document));
    }
    return this.known.get(id);
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

function reasonOf(document: vscode.TextDocument): Quiet | undefined {
  const writing = writingIn(document);
  if (writing !== "possible") {
    return writing === "readOnly" ? "readOnly" : "excludedPlace";
  }
  // VS Code follows the cursor for us all the same, and nobody would see what is asked for.
  const isShown = vscode.workspace.getConfiguration("editor", document).get<boolean>("inlineSuggest.enabled", true);
  return isShown ? undefined : "editorOff";
}
