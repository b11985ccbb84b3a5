import * as vscode from "vscode";
import { displayName, find } from "../../chat/locate";
import type { PlaceView } from "../../chat/protocol";
import type { Folders, Workspace } from "./workspace";

/** What the person is looking at: the active editor's file, and the selected lines if there are any. */
export function activePlace(workspace: Workspace): PlaceView | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && placeOf(editor.document, editor.selection, workspace);
}

/** A range of a document in the workspace, as the chat names it; undefined for what the chat could not read. */
export function placeOf(
  document: vscode.TextDocument,
  range: vscode.Range,
  workspace: Workspace,
): PlaceView | undefined {
  const { uri } = document;
  if (workspace.exclusion.why(uri)) {
    return undefined;
  }
  const path = document.isUntitled
    ? uri.path
    : vscode.workspace.getWorkspaceFolder(uri) && displayName(uri.path, workspace);
  if (path === undefined) {
    return undefined;
  }
  // A selection that ends before a line's first character does not mean that line.
  const last = range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
  return range.isEmpty ? { path } : { path, startLine: range.start.line + 1, endLine: last + 1 };
}

/** Shows a place in an editor. A path that a model made up says so instead. */
export async function openPlace(place: PlaceView, folders: Folders): Promise<void> {
  const located = await find(place.path, folders);
  if (located.kind === "refused") {
    void vscode.window.showWarningMessage(located.reason);
    return;
  }
  const uri =
    located.kind === "untitled"
      ? vscode.Uri.from({ scheme: "untitled", path: located.name })
      : folders.uriOf(located.path);
  const start = Math.max(0, (place.startLine ?? 1) - 1);
  const end = Math.max(start, (place.endLine ?? place.startLine ?? 1) - 1);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(start, 0, end, 0), preview: true });
}
