import * as vscode from "vscode";
import type { Address } from "../../workspace/address";
import { follow, isInGitDirectory } from "../../workspace/follow";
import type { FolderPort, Followed, Root } from "../../workspace/port";
import { addressOf, uriOf } from "./addresses";

/** The open workspace: what is there, not what stands in it. */
export class Folders implements FolderPort {
  readonly ignoresCase = process.platform === "win32" || process.platform === "darwin";

  get roots(): readonly Root[] {
    return (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({ name, ...addressOf(uri) }));
  }

  get isTrusted(): boolean {
    return vscode.workspace.isTrusted;
  }

  follow(address: Address): Followed {
    const followed = follow(uriOf(address).fsPath);
    return "path" in followed ? { kind: followed.kind, real: addressOf(vscode.Uri.file(followed.path)) } : followed;
  }

  isInGitDirectory(address: Address): boolean {
    return isInGitDirectory(uriOf(address).fsPath);
  }

  async kind(address: Address): Promise<"file" | "folder" | undefined> {
    try {
      const { type } = await vscode.workspace.fs.stat(uriOf(address));
      return (type & vscode.FileType.Directory) === 0 ? "file" : "folder";
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

  async list(address: Address): Promise<readonly string[]> {
    const entries = await vscode.workspace.fs.readDirectory(uriOf(address));
    return entries.map(([name, type]) => ((type & vscode.FileType.Directory) === 0 ? name : `${name}/`));
  }

  untitled(name: string): string | undefined {
    return vscode.workspace.textDocuments.find((open) => open.isUntitled && open.uri.path === name)?.getText();
  }
}
