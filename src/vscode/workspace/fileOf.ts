import * as vscode from "vscode";

/** The file that a document is of: a notebook's cell is of the notebook. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== "vscode-notebook-cell") {
    return uri;
  }
  return notebookOf(uri)?.uri ?? vscode.Uri.file(uri.path);
}

/** The open notebook that a cell's document belongs to. */
export function notebookOf(cell: vscode.Uri): vscode.NotebookDocument | undefined {
  const id = cell.toString();
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some(({ document }) => document.uri.toString() === id),
  );
}
