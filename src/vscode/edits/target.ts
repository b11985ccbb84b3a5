import * as vscode from "vscode";
import type { Target } from "../../edits/target";
import { pathForModel } from "../workspace/pathForModel";

/** Longer code than this does not come back whole from a model. */
export const MAX_TARGET_CHARACTERS = 40_000;

/** The lines that a refactoring is about: the selected ones, else the symbol around the cursor, else the whole file. */
export async function targetRange(document: vscode.TextDocument, selection: vscode.Range): Promise<vscode.Range> {
  if (!selection.isEmpty) {
    return wholeLines(document, selection);
  }
  const symbol = innermost(await symbolsOf(document), selection.start);
  if (symbol) {
    return wholeLines(document, symbol);
  }
  return new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
}

/** The code in `range` and the document around it, as they are now. */
export function targetAt(document: vscode.TextDocument, range: vscode.Range): Target {
  return {
    uri: document.uri.toString(),
    path: pathForModel(document.uri),
    languageId: document.languageId,
    eol: document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n",
    text: document.getText(),
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
  };
}

function wholeLines(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  const last = range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
  return new vscode.Range(new vscode.Position(range.start.line, 0), document.lineAt(last).range.end);
}

async function symbolsOf(document: vscode.TextDocument): Promise<readonly vscode.DocumentSymbol[]> {
  const found = await vscode.commands.executeCommand<
    readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
  >("vscode.executeDocumentSymbolProvider", document.uri);
  return (found ?? []).filter((symbol): symbol is vscode.DocumentSymbol => "children" in symbol);
}

/** Something that has a body of its own; a variable or a property is too little to refactor. */
const BODIES: ReadonlySet<vscode.SymbolKind> = new Set([
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Constructor,
  vscode.SymbolKind.Class,
  vscode.SymbolKind.Interface,
  vscode.SymbolKind.Struct,
  vscode.SymbolKind.Enum,
  vscode.SymbolKind.Module,
  vscode.SymbolKind.Namespace,
]);

function innermost(symbols: readonly vscode.DocumentSymbol[], position: vscode.Position): vscode.Range | undefined {
  for (const symbol of symbols) {
    if (symbol.range.contains(position)) {
      return innermost(symbol.children, position) ?? (BODIES.has(symbol.kind) ? symbol.range : undefined);
    }
  }
  return undefined;
}
