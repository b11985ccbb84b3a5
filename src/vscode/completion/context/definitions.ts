import * as vscode from "vscode";
import { identifiersIn } from "../../../completion/context/identifiers";
import type { Definition } from "../../../completion/context/port";
import { pathOf } from "./paths";

/** Lines above the cursor whose names are looked up, and how many names. */
const LINES = 8;
const MOST_NAMES = 6;
const MOST_KNOWN = 200;

/** What the language server says of the names before the cursor. An answer that comes late is there the next time. */
export class Definitions {
  private readonly known = new Map<string, Promise<readonly Definition[]>>();

  async around(document: vscode.TextDocument, position: vscode.Position): Promise<readonly Definition[]> {
    const places = namesBefore(document, position);
    return (await Promise.all([...places].map(([name, place]) => this.of(name, document, place)))).flat();
  }

  /** After a save declarations may have moved. */
  clear(): void {
    this.known.clear();
  }

  private of(name: string, document: vscode.TextDocument, place: vscode.Position): Promise<readonly Definition[]> {
    const key = `${document.uri.toString()}\n${name}`;
    const found = this.known.get(key) ?? this.asked(key, name, document.uri, place);
    this.known.delete(key);
    this.known.set(key, found);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST_KNOWN) break;
      this.known.delete(oldest);
    }
    return found;
  }

  /** A server that is not ready yet knows nothing: such an answer is not kept. */
  private async asked(
    key: string,
    name: string,
    uri: vscode.Uri,
    place: vscode.Position,
  ): Promise<readonly Definition[]> {
    const found = await definitionsAt(name, uri, place);
    if (found.length === 0) this.known.delete(key);
    return found;
  }
}

/** The nearest names first, each where it stands last. */
function namesBefore(document: vscode.TextDocument, position: vscode.Position): Map<string, vscode.Position> {
  const places = new Map<string, vscode.Position>();
  for (let line = position.line; line >= Math.max(0, position.line - LINES); line--) {
    const text = document.lineAt(line).text.slice(0, line === position.line ? position.character : undefined);
    for (const name of identifiersIn(text).toReversed()) {
      if (places.size >= MOST_NAMES) return places;
      if (!places.has(name)) places.set(name, new vscode.Position(line, text.lastIndexOf(name)));
    }
  }
  return places;
}

async function definitionsAt(name: string, uri: vscode.Uri, place: vscode.Position): Promise<readonly Definition[]> {
  try {
    const found = await vscode.commands.executeCommand<readonly (vscode.Location | vscode.LocationLink)[] | undefined>(
      "vscode.executeDefinitionProvider",
      uri,
      place,
    );
    return (found ?? []).flatMap((one) => {
      const [target, range] = "targetUri" in one ? [one.targetUri, one.targetRange] : [one.uri, one.range];
      const path = pathOf(target);
      return path === undefined ? [] : [{ path, line: range.start.line, name }];
    });
  } catch {
    return [];
  }
}
