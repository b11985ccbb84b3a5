import * as vscode from "vscode";
import type { Quiet } from "../../completion/quiet";

/** Why nothing was suggested last, for whoever wonders. */
export class LastQuiet {
  private last: { readonly document: string; readonly place: string; readonly quiet: Quiet } | undefined;

  /** @param quiet undefined: something is shown there */
  set(document: string, quiet: Quiet | undefined): void {
    this.last = quiet && { document, place: placeInEditor(), quiet };
  }

  /** The reason, if nothing is shown in the active editor and neither its text nor its cursor has moved since. */
  here(): Quiet | undefined {
    const document = vscode.window.activeTextEditor?.document.uri.toString();
    return this.last?.document === document && this.last?.place === placeInEditor() ? this.last?.quiet : undefined;
  }
}

function placeInEditor(): string {
  const editor = vscode.window.activeTextEditor;
  const { anchor, active } = editor?.selection ?? {};
  return [editor?.document.version, anchor?.line, anchor?.character, active?.line, active?.character].join(" ");
}
