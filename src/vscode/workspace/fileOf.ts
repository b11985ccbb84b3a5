import * as vscode from "vscode";

/** The file that a document is of: a notebook's cell is of the notebook. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== "vscode-notebook-cell") {
    return uri;
  }
  const id = uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some(({ document }) => document.uri.toString() === id),
  );
  return notebook?.uri ?? vscode.Uri.file(uri.path);
}
