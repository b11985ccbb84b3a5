import * as vscode from "vscode";
import { editsBetween, type FileChange } from "../../edits/change";

/** Why a change was not written. `stale`: the file is not what the change was made for, so it may be proposed again. */
export interface Obstacle {
  readonly sentence: string;
  readonly stale: boolean;
}

/**
 * Writes a reviewed change in one step that one undo takes back, provided that the file is still as it was when the
 * change was made for it. Otherwise nothing is written.
 */
export async function applyChange(file: FileChange): Promise<Obstacle | undefined> {
  const uri = vscode.Uri.parse(file.uri);
  const name = vscode.workspace.asRelativePath(uri);
  const edit = new vscode.WorkspaceEdit();
  if (file.before === undefined) {
    if (await exists(uri)) {
      return { sentence: `${name} exists by now; nothing was written.`, stale: true };
    }
    edit.createFile(uri, { contents: new TextEncoder().encode(file.after) });
  } else {
    const document = await opened(uri);
    if (!document) {
      return { sentence: `${name} can no longer be opened; nothing was written.`, stale: false };
    }
    if (document.getText() !== file.before) {
      return { sentence: `${name} has changed since the edit was proposed; nothing was written.`, stale: true };
    }
    for (const { start, end, newText } of editsBetween(file.before, file.after)) {
      edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), newText);
    }
  }
  const applied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  return applied
    ? undefined
    : { sentence: `VS Code did not accept the edit of ${name}; the file may be read-only.`, stale: false };
}

/** Undefined for a file that was deleted or became binary meanwhile. */
async function opened(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
