import * as vscode from "vscode";

/** Opens one of the files that the benchmark has made, the long one unless another is named. */
export async function longFile(name = "long.ts"): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("The window has no folder.");
  return vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, name));
}
