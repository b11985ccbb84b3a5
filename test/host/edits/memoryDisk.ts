import * as vscode from "vscode";

/** A file system in memory, as a remote or a virtual workspace has one. */
export class MemoryDisk implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  readonly locked = new Set<string>();
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  private time = 1;

  text(path: string): string | undefined {
    const bytes = this.files.get(path);
    return bytes && Buffer.from(bytes).toString("utf8");
  }

  watch = () => new vscode.Disposable(() => {});
  readDirectory = () => [];
  createDirectory = () => {};

  stat = ({ path }: vscode.Uri): vscode.FileStat => {
    if (/^\/\d*$/.test(path)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { length } = this.at(path);
    const type = vscode.FileType.File;
    const stat = { type, ctime: 0, mtime: this.time, size: length };
    return this.locked.has(path) ? { ...stat, permissions: vscode.FilePermission.Readonly } : stat;
  };

  readFile = ({ path }: vscode.Uri) => this.at(path);

  writeFile = ({ path }: vscode.Uri, content: Uint8Array) => {
    if (this.locked.has(path)) throw vscode.FileSystemError.NoPermissions(path);
    this.time++;
    this.files.set(path, content);
  };

  delete = ({ path }: vscode.Uri) => {
    this.at(path);
    this.files.delete(path);
  };

  rename = (from: vscode.Uri, to: vscode.Uri) => {
    this.files.set(to.path, this.at(from.path));
    this.files.delete(from.path);
  };

  private at(path: string): Uint8Array {
    const bytes = this.files.get(path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(path);
    return bytes;
  }
}
