import { setImmediate, setTimeout } from "node:timers/promises";
import * as vscode from "vscode";
import type { Precedence } from "../../completion/precedence";
import type { Snapshot } from "../../completion/snapshot";
import { grammarOf } from "../../completion/syntax/languages";
import { type Slices, SyntaxTrees } from "../../completion/syntax/trees";
import type { Grammars } from "../../completion/syntax/grammars";

/** Longer than the gaps of somebody who is typing. */
const REST_MS = 250;

/**
 * Longer documents have no tree, and suggestions in them end by indentation: 16 MB took 750 MB of memory and 9 s to parse.
 * No file of our own making is as long; what is, was made by a program.
 */
const MOST_LINES = 50_000;
const MOST_CHARACTERS = 2_000_000;

/** A slice comes when nobody waits for an answer. */
function slicesAfter(precedence: Pick<Precedence, "calmed">): Slices {
  return {
    now: () => performance.now(),
    pause: async () => {
      await precedence.calmed();
      await setImmediate();
    },
    rest: async () => setTimeout(REST_MS),
  };
}

/** Keeps the trees of the documents that ghost text was asked for in step with what is typed. */
export class DocumentTrees implements vscode.Disposable {
  readonly trees: SyntaxTrees;
  private readonly used = new Set<string>();
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(grammars: Grammars, precedence: Pick<Precedence, "calmed">) {
    this.trees = new SyntaxTrees(grammars, slicesAfter(precedence));
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => this.changed(event)),
      vscode.workspace.onDidCloseTextDocument((document) => this.closed(document)),
    ];
  }

  /** Ghost text is asked for here. The document's tree is there for the next time if it is not yet. */
  asked(document: vscode.TextDocument, position: vscode.Position, snapshot: Snapshot): void {
    if (grammarOf(document.languageId) === undefined || isTooLong(document)) {
      return;
    }
    const name = document.uri.toString();
    if (!this.used.has(name)) {
      this.used.add(name);
      void this.trees.changed(name, document.languageId, [], readerOf(document));
    }
    this.trees.locate(snapshot, { row: position.line, column: position.character });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
    this.trees.dispose();
  }

  private changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const name = document.uri.toString();
    if (this.used.has(name) && isTooLong(document)) {
      this.closed(document);
    } else if (this.used.has(name) && contentChanges.length > 0) {
      void this.trees.changed(name, document.languageId, contentChanges.map(editOf), readerOf(document));
    }
  }

  /** A document whose language is changed is closed and opened too. */
  private closed(document: vscode.TextDocument): void {
    const name = document.uri.toString();
    this.used.delete(name);
    this.trees.close(name);
  }
}

function isTooLong(document: vscode.TextDocument): boolean {
  const { lineCount } = document;
  return lineCount > MOST_LINES || document.offsetAt(document.lineAt(lineCount - 1).range.end) > MOST_CHARACTERS;
}

/** Line by line, with the document's own line ends: the document is never taken whole. */
function readerOf(document: vscode.TextDocument) {
  const eol = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
  return (_index: number, { row, column }: { row: number; column: number }): string | undefined => {
    if (row >= document.lineCount) {
      return undefined;
    }
    const text = document.lineAt(row).text;
    return row === document.lineCount - 1 ? text.slice(column) : (text + eol).slice(column);
  };
}

function editOf({ range, rangeOffset, rangeLength, text }: vscode.TextDocumentContentChangeEvent) {
  const lines = text.split("\n");
  const column = lines.at(-1)?.length ?? 0;
  return {
    startIndex: rangeOffset,
    oldEndIndex: rangeOffset + rangeLength,
    newEndIndex: rangeOffset + text.length,
    startPosition: { row: range.start.line, column: range.start.character },
    oldEndPosition: { row: range.end.line, column: range.end.character },
    newEndPosition: {
      row: range.start.line + lines.length - 1,
      column: lines.length === 1 ? range.start.character + column : column,
    },
  };
}
