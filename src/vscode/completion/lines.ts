import type * as vscode from "vscode";
import type { Lines } from "../../completion/window";
import { notebookOf } from "../workspace/fileOf";

/** A place in lines that may be those of several documents. */
export interface LinesAt {
  /** Names what the lines are of. */
  readonly name: string;
  readonly lines: Lines;
  /** The place's line among them, from 0. */
  readonly line: number;
}

/** A document's lines; a notebook cell stands among those of its neighbours in the same language. */
export function linesAt(document: vscode.TextDocument, line: number): LinesAt {
  const notebook = document.uri.scheme === "vscode-notebook-cell" ? notebookOf(document.uri) : undefined;
  if (!notebook) {
    return {
      name: document.uri.toString(),
      lines: { count: document.lineCount, at: (at) => document.lineAt(at).text },
      line,
    };
  }
  const cells = notebook
    .getCells()
    .map((cell) => cell.document)
    .filter(({ languageId }) => languageId === document.languageId);
  const above = cells.slice(0, cells.indexOf(document)).reduce((count, cell) => count + cell.lineCount, 0);
  return { name: `${notebook.uri.toString()} ${document.languageId}`, lines: linesOfAll(cells), line: above + line };
}

function linesOfAll(documents: readonly vscode.TextDocument[]): Lines {
  return {
    count: documents.reduce((count, { lineCount }) => count + lineCount, 0),
    at: (line) => {
      let left = line;
      for (const document of documents) {
        if (left < document.lineCount) {
          return document.lineAt(left).text;
        }
        left -= document.lineCount;
      }
      return "";
    },
  };
}
