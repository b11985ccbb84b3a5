import * as vscode from "vscode";
import { type CodeSymbol, type SymbolChoice, symbolAt } from "../../edits/symbolAt";
import type { SnapshotTarget } from "../../edits/target";
import { pathForModel } from "../workspace/pathForModel";
import { Highlight } from "./highlight";
import { snapshotOf } from "./snapshot";

/** Longer code than this does not come back whole from a model. */
export const MAX_TARGET_CHARACTERS = 40_000;

/**
 * The lines that a refactoring is about: the selected ones, else the symbol that is meant on the cursor's line, else the whole
 * file. Where only the person knows, they are asked, and see what each choice would be.
 * @returns undefined if they chose nothing
 */
export async function targetRange(
  document: vscode.TextDocument,
  selection: vscode.Range,
): Promise<vscode.Range | undefined> {
  if (!selection.isEmpty) {
    return wholeLines(document, selection);
  }
  const choice = symbolAt((await symbolsOf(document)).map(asCode), selection.start.line);
  switch (choice.kind) {
    case "symbol":
      return linesOf(document, choice.symbol);
    case "ask":
      return askWhich(document, choice);
    case "all":
      return linesOf(document, wholeFile(document));
  }
}

async function askWhich(
  document: vscode.TextDocument,
  { symbols, around }: Extract<SymbolChoice, { kind: "ask" }>,
): Promise<vscode.Range | undefined> {
  const choices = [...symbols, around ?? wholeFile(document)].map((symbol) => ({
    label: symbol.name,
    description: `lines ${symbol.first + 1} to ${symbol.last + 1}`,
    range: linesOf(document, symbol),
  }));
  const highlight = new Highlight(document);
  try {
    const chosen = await vscode.window.showQuickPick(choices, {
      title: "Codestral: Which Code?",
      placeHolder: "The cursor is between these",
      onDidSelectItem: (item) => {
        const choice = choices.find((one) => one === item);
        if (choice) {
          highlight.show(choice.range);
        }
      },
    });
    return chosen?.range;
  } finally {
    highlight.dispose();
  }
}

/** The code in `range` and the document around it, as they are now. */
export function targetAt(document: vscode.TextDocument, range: vscode.Range): SnapshotTarget {
  const before = snapshotOf(document);
  return {
    uri: document.uri.toString(),
    path: pathForModel(document.uri),
    languageId: document.languageId,
    eol: before.eol,
    text: before.text,
    before,
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

/** Something that has a body of its own, on one line too; a variable or a property has one where it takes several. */
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

function asCode({ name, range, kind, children }: vscode.DocumentSymbol): CodeSymbol {
  const { start, end } = range;
  const hasBody = BODIES.has(kind) || end.line > start.line;
  return { name, first: start.line, last: end.line, hasBody, children: children.map(asCode) };
}

function wholeFile(document: vscode.TextDocument): CodeSymbol {
  const name = document.uri.path.split("/").at(-1) ?? "";
  return { name, first: 0, last: document.lineCount - 1, hasBody: true, children: [] };
}

function linesOf(document: vscode.TextDocument, { first, last }: CodeSymbol): vscode.Range {
  return new vscode.Range(new vscode.Position(first, 0), document.lineAt(last).range.end);
}
