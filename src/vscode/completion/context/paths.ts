import * as vscode from "vscode";

/** The path by which context names a file, as snapshots do; undefined for what lies outside of the workspace. */
export function pathOf(uri: vscode.Uri): string | undefined {
  return vscode.workspace.getWorkspaceFolder(uri) ? vscode.workspace.asRelativePath(uri) : undefined;
}

/** The other way round. */
export function uriOf(path: string): vscode.Uri | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [only, ...others] = folders;
  if (only && others.length === 0) return vscode.Uri.joinPath(only.uri, path);
  const [name, ...rest] = path.split("/");
  const folder = folders.find((folder) => folder.name === name);
  return folder && vscode.Uri.joinPath(folder.uri, ...rest);
}
