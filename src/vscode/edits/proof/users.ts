import * as vscode from "vscode";
import type { ChangeSet, FileChange } from "../../../edits/changeSet";
import { hunksOf } from "../../../edits/hunks";

/** More files than this are not opened for the sake of their problems. */
const MOST_USERS = 5;
/** References of so many names are asked for. */
const MOST_NAMES = 12;

/** The files that use what a change is about, as far as a language server knows them; without those that it changes. */
export async function usersOf({ files }: ChangeSet, signal: AbortSignal): Promise<vscode.Uri[]> {
  const touched = new Set(files.map(({ uri }) => uri));
  const users = new Map<string, vscode.Uri>();
  for (const file of files) {
    for (const position of await changedNames(file)) {
      if (signal.aborted || users.size >= MOST_USERS) {
        break;
      }
      const places = await references(vscode.Uri.parse(file.uri), position);
      for (const { uri } of places.filter(({ uri }) => !touched.has(uri.toString()))) {
        users.set(uri.toString(), uri);
      }
    }
  }
  return [...users.values()].slice(0, MOST_USERS);
}

/** Where the names of the symbols stand that the change is in, outermost first. */
async function changedNames(file: FileChange): Promise<vscode.Position[]> {
  if (file.kind === "create") {
    return [];
  }
  const after = file.kind === "delete" ? "" : file.after;
  const ranges = hunksOf(file.before.text, after).map(
    ({ before: { first, count } }) => new vscode.Range(first, 0, first + Math.max(count - 1, 0), 0),
  );
  const symbols = await symbolsOf(vscode.Uri.parse(file.uri));
  const isChanged = ({ range }: vscode.DocumentSymbol) => ranges.some((changed) => changed.intersection(range));
  const changed = symbols.filter(isChanged);
  const members = changed.flatMap(({ children }) => children.filter(isChanged));
  return [...changed, ...members].slice(0, MOST_NAMES).map(({ selectionRange }) => selectionRange.start);
}

export async function symbolsOf(uri: vscode.Uri): Promise<vscode.DocumentSymbol[]> {
  const symbols = await ask<vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", uri);
  // An older provider tells no names' places.
  return symbols.filter((symbol) => "selectionRange" in symbol);
}

async function references(uri: vscode.Uri, position: vscode.Position): Promise<vscode.Location[]> {
  return ask<vscode.Location[]>("vscode.executeReferenceProvider", uri, position);
}

/** A language server that fails has nothing to say. */
async function ask<T extends unknown[]>(command: string, ...args: unknown[]): Promise<T | []> {
  try {
    return (await vscode.commands.executeCommand<T | undefined>(command, ...args)) ?? [];
  } catch {
    return [];
  }
}
