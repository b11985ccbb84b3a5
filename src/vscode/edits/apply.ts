import * as vscode from "vscode";
import { editsBetween } from "../../edits/change";
import { type ChangeSet, type FileChange, textBefore } from "../../edits/changeSet";

/** Why a change was not written. `stale`: the file is not what the change was made for, so it may be proposed again. */
export interface Obstacle {
  readonly sentence: string;
  readonly stale: boolean;
}

/**
 * Writes a reviewed change in one step that one undo takes back, provided that its files are still as they were when the
 * change was made for them. Otherwise nothing is written.
 */
export async function applyChange(set: ChangeSet): Promise<Obstacle | undefined> {
  const edit = new vscode.WorkspaceEdit();
  for (const file of set.files) {
    const obstacle = await addTo(edit, file);
    if (obstacle) {
      return obstacle;
    }
  }
  const applied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  return applied ? undefined : { sentence: "VS Code did not accept the edit; a file may be read-only.", stale: false };
}

async function addTo(edit: vscode.WorkspaceEdit, file: FileChange): Promise<Obstacle | undefined> {
  const uri = vscode.Uri.parse(file.uri);
  const name = vscode.workspace.asRelativePath(uri);
  if (file.kind === "create") {
    if (await exists(uri)) {
      return { sentence: `${name} exists by now; nothing was written.`, stale: true };
    }
    edit.createFile(uri, { contents: new TextEncoder().encode(file.after) });
    return undefined;
  }
  const document = await opened(uri);
  if (!document) {
    return { sentence: `${name} can no longer be opened; nothing was written.`, stale: false };
  }
  if (document.getText() !== textBefore(file)) {
    return { sentence: `${name} has changed since the edit was proposed; nothing was written.`, stale: true };
  }
  if (file.kind === "delete") {
    edit.deleteFile(uri);
    return undefined;
  }
  for (const { start, end, newText } of editsBetween(file.before.text, file.after)) {
    edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), newText);
  }
  if (file.kind === "rename") {
    edit.renameFile(uri, vscode.Uri.parse(file.to));
  }
  return undefined;
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
