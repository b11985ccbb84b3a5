import * as vscode from "vscode";

/** Whatever is asked for; `writingIn` tells where people write. */
export const DOCUMENTS: vscode.DocumentSelector = { scheme: "*" };

/** The texts of edits under review: they are edited, but no place where people write. */
export const REVIEW_SCHEME = "codestral-review";

/** Documents that are no files of any file system, and are written in all the same. */
export const WITHOUT_FILES: ReadonlySet<string> = new Set(["untitled", "vscode-notebook-cell"]);

/**
 * Whether people write in a document: in the files of every file system that can be written to (the disk, remote and virtual
 * ones, a shared session's, the person's own settings), in new files and in the cells of notebooks; not in the output panel,
 * the debug console or the box of a commit message or a chat.
 */
export function writingIn(document: vscode.TextDocument): "possible" | "readOnly" | "elsewhere" {
  const { uri } = document;
  if (WITHOUT_FILES.has(uri.scheme)) {
    return "possible";
  }
  if (uri.scheme === REVIEW_SCHEME) {
    return "elsewhere";
  }
  switch (vscode.workspace.fs.isWritableFileSystem(uri.scheme)) {
    case undefined:
      return "elsewhere";
    case false:
      return "readOnly";
    case true:
      return isSetReadOnly(document) ? "readOnly" : "possible";
  }
}

/** By the person's settings; what is locked for one session only no extension can know. */
function isSetReadOnly(document: vscode.TextDocument): boolean {
  const files = vscode.workspace.getConfiguration("files", document.uri);
  const matches = (name: string) =>
    Object.entries(files.get<Record<string, boolean>>(name) ?? {}).some(
      ([glob, isOn]) => isOn && isMatch(glob, document),
    );
  return matches("readonlyInclude") && !matches("readonlyExclude");
}

function isMatch(glob: string, document: vscode.TextDocument): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const pattern = folder && !glob.startsWith("/") ? new vscode.RelativePattern(folder, glob) : glob;
  return vscode.languages.match({ pattern }, document) > 0;
}
