import { access, constants, stat } from "node:fs/promises";
import * as vscode from "vscode";
import { writingIn } from "../../documents";

/** Whether what is written in a document could not be saved: its file or its file system is closed to that, or the settings are. */
export async function isReadOnly(document: vscode.TextDocument): Promise<boolean> {
  const { uri } = document;
  if (writingIn(document) !== "possible") {
    return true;
  }
  if (uri.scheme !== "file") {
    return hasLock(uri);
  }
  try {
    // VS Code's own `stat` does not tell; and to an administrator every file seems open.
    await access(uri.fsPath, constants.W_OK);
    return ((await stat(uri.fsPath)).mode & 0o222) === 0;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code !== "ENOENT";
  }
}

/** As a virtual file system says it. */
async function hasLock(uri: vscode.Uri): Promise<boolean> {
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    return false;
  }
}
