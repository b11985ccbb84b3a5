import * as vscode from "vscode";
import type { Quiet } from "../../completion/quiet";

/** What holds wherever the cursor is in a document. */
const OF_THE_DOCUMENT: ReadonlySet<Quiet> = new Set(["excludedPlace", "excludedFile", "readOnly", "editorOff"]);

/** Why nothing was suggested last, for whoever wonders. */
export class LastQuiet implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires at each key or so. */
  readonly onDidChange = this.changed.event;
  private last: { readonly document: string; readonly place: string; readonly quiet: Quiet } | undefined;

  /** @param quiet undefined: something is shown there */
  set(document: string, quiet: Quiet | undefined): void {
    this.last = quiet && { document, place: placeInEditor(), quiet };
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** The reason, if nothing is shown in the active editor and neither its text nor its cursor has moved since. */
  here(): Quiet | undefined {
    const document = vscode.window.activeTextEditor?.document.uri.toString();
    if (!this.last || this.last.document !== document) {
      return undefined;
    }
    const { place, quiet } = this.last;
    return OF_THE_DOCUMENT.has(quiet) || place === placeInEditor() ? quiet : undefined;
  }
}

function placeInEditor(): string {
  const editor = vscode.window.activeTextEditor;
  const { anchor, active } = editor?.selection ?? {};
  return [editor?.document.version, anchor?.line, anchor?.character, active?.line, active?.character].join(" ");
}
