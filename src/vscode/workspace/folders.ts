import { realpath } from "node:fs/promises";
import * as vscode from "vscode";
import type { FolderPort, Root } from "../../chat/workspace";

/** The open workspace: what is there, not what stands in it. */
export class Folders implements FolderPort {
  readonly ignoresCase = process.platform === "win32" || process.platform === "darwin";

  get roots(): readonly Root[] {
    return (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
      name,
      path: uri.path.replace(/\/+$/, ""),
    }));
  }

  async resolve(path: string): Promise<{ kind: "file" | "folder"; realPath: string } | undefined> {
    const uri = this.uriOf(path);
    try {
      const { type } = await vscode.workspace.fs.stat(uri);
      const realPath = uri.scheme === "file" ? vscode.Uri.file(await realpath(uri.fsPath)).path : path;
      return {
        kind: (type & vscode.FileType.Directory) === 0 ? "file" : "folder",
        realPath: realPath.replace(/\/+$/, ""),
      };
    } catch (error) {
      if (
        error instanceof vscode.FileSystemError &&
        error.code !== "FileNotFound" &&
        error.code !== "FileNotADirectory"
      ) {
        throw error;
      }
      return undefined;
    }
  }

  async list(path: string): Promise<readonly string[]> {
    const entries = await vscode.workspace.fs.readDirectory(this.uriOf(path));
    return entries.map(([name, type]) => ((type & vscode.FileType.Directory) === 0 ? name : `${name}/`));
  }

  untitled(name: string): string | undefined {
    return vscode.workspace.textDocuments.find((open) => open.isUntitled && open.uri.path === name)?.getText();
  }

  /** The URI of a path within the workspace; its scheme and authority are its folder's. */
  uriOf(path: string): vscode.Uri {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const folder = folders.find(({ uri }) => path === uri.path || path.startsWith(`${uri.path.replace(/\/+$/, "")}/`));
    return (folder ?? folders[0])?.uri.with({ path }) ?? vscode.Uri.file(path);
  }
}
