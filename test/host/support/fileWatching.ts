import { rmSync } from "node:fs";
import * as vscode from "vscode";
import { writeFile } from "./files";
import { until } from "./waiting";

const BETWEEN_TRIES_MS = 500;
let count = 0;

/**
 * Waits until the editor has told of all that was done so far in a folder of the workspace. It may miss what happens in a
 * folder that was made a moment ago, and tells nothing of a file that comes and goes before it gets to it.
 */
export async function allIsTold(path: string): Promise<void> {
  const watcher = vscode.workspace.createFileSystemWatcher("**/*.marker");
  const told = new Set<string>();
  const telling = watcher.onDidCreate((uri) => told.add(uri.toString()));
  const written: vscode.Uri[] = [];
  const write = () => written.push(writeFile(`${path}/${++count}.marker`, ""));
  const again = setInterval(write, BETWEEN_TRIES_MS);
  try {
    write();
    await until(watcher.onDidCreate, () => written.some((uri) => told.has(uri.toString())) || undefined);
  } finally {
    clearInterval(again);
    telling.dispose();
    watcher.dispose();
    for (const uri of written) rmSync(uri.fsPath);
  }
}
