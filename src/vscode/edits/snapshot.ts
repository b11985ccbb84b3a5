import * as vscode from "vscode";
import { hashOf, type Snapshot } from "../../edits/changeSet";

/** The document as it is now. */
export function snapshotOf(document: vscode.TextDocument): Snapshot {
  const text = document.getText();
  const { version, encoding, isDirty } = document;
  const eol = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
  return { text, hash: hashOf(text), version, eol, encoding, isDirty };
}
