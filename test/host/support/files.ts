import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { until } from "./waiting";

/** The folder that is open: a copy that this run may write to. */
export function folder(): string {
  const first = vscode.workspace.workspaceFolders?.[0];
  assert.ok(first, "The suite needs a folder.");
  return first.uri.fsPath;
}

/** The profile of this run, which `test/run/hostSuite.ts` puts beside the folder. */
export function profile(): string {
  return join(dirname(folder()), "user-data");
}

/** Writes a file of the workspace behind the editor's back. */
export function writeFile(path: string, content: string | Uint8Array): vscode.Uri {
  const file = join(folder(), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return vscode.Uri.file(file);
}

export function readFile(path: string): string {
  return readFileSync(join(folder(), path), "utf8");
}

/** Writes a file and opens it as a document, which no editor shows. */
export async function openFile(path: string, content: string | Uint8Array): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(writeFile(path, content));
  // VS Code may still have a document of that name in memory, and reads the file again a moment later.
  await until(vscode.workspace.onDidChangeTextDocument, () => isTextOf(document, content) || undefined);
  return document;
}

function isTextOf(document: vscode.TextDocument, content: string | Uint8Array): boolean {
  // What bytes mean is another's business: of an encoding, of line ends that are mixed.
  return (
    typeof content !== "string" || document.getText().replaceAll("\r\n", "\n") === content.replaceAll("\r\n", "\n")
  );
}

/** The first place of `text` in a document. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.notEqual(start, -1, `${text} does not stand in ${document.uri.path}.`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Closes everything that is open; what was not saved is lost. */
export async function closeEverything(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document, { preview: false });
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  if (tabs().length === 0) return;
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  // The editor says a little later that they are gone.
  await until(vscode.window.tabGroups.onDidChangeTabs, () => tabs().length === 0 || undefined);
}
