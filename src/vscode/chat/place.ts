import * as vscode from "vscode";
import type { Surroundings } from "../../chat/examples";
import type { PlaceView } from "../../chat/protocol";
import { displayName } from "../../workspace/places";
import { addressOf } from "../workspace/addresses";
import type { Workspace } from "../workspace/workspace";

/** What the person is looking at: the active editor's file, and the selected lines if there are any. */
export function activePlace(workspace: Workspace): PlaceView | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && placeOf(editor.document, editor.selection, workspace);
}

/** What an empty chat can offer to talk about. A folder that cannot be listed has nothing to offer. */
export async function surroundings(workspace: Workspace): Promise<Surroundings> {
  const [root] = workspace.roots;
  const names = root ? await workspace.list(root).catch(() => []) : [];
  const files = names.filter(
    (name) => root && !name.endsWith("/") && !workspace.excluded({ ...root, path: `${root.path}/${name}` }, name),
  );
  return { files, open: activePlace(workspace)?.path };
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
    : vscode.workspace.getWorkspaceFolder(uri) && displayName(addressOf(uri), workspace);
  if (path === undefined) {
    return undefined;
  }
  // A selection that ends before a line's first character does not mean that line.
  const last = range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
  return range.isEmpty ? { path } : { path, startLine: range.start.line + 1, endLine: last + 1 };
}
