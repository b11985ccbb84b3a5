import * as vscode from "vscode";
import { fileOf } from "./fileOf";

/**
 * What a model, and the list of what was sent, may know of where a document is: its path within the workspace (with its
 * folder's name in front where several are open), and outside of one its own name alone.
 */
export function pathForModel(uri: vscode.Uri): string {
  const file = fileOf(uri);
  return isInWorkspace(file) ? vscode.workspace.asRelativePath(file) : (file.path.split("/").at(-1) ?? "");
}

export function isInWorkspace(uri: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(fileOf(uri)) !== undefined;
}
