import type * as vscode from "vscode";

/** Where people write code: files, new files, and the cells of notebooks; not the output panel, the debug console or a commit message's box. */
export const DOCUMENTS: vscode.DocumentSelector = [
  { scheme: "file" },
  { scheme: "untitled" },
  { scheme: "vscode-notebook-cell" },
  { scheme: "vscode-vfs" },
];
