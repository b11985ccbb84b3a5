import type * as vscode from "vscode";

/** Windows around the cursor, in UTF-16 units: enough for a model to see what it is about, few enough to send at each pause. */
const PREFIX = 8_000;
const SUFFIX = 3_000;

/**
 * The text around the cursor, with `\n` line ends. Only the lines of the window are touched, whatever the document's
 * length, and half a surrogate pair is never taken along.
 */
export function windowAround(
  document: vscode.TextDocument,
  position: vscode.Position,
): { prefix: string; suffix: string } {
  const before: string[] = [];
  let room = PREFIX;
  for (let line = position.line; line >= 0 && room > 0; line--) {
    const text = document.lineAt(line).text;
    const end = line === position.line ? position.character : text.length;
    before.push(text.slice(Math.max(0, end - room), end));
    room -= end + 1;
  }
  const after: string[] = [];
  room = SUFFIX;
  for (let line = position.line; line < document.lineCount && room > 0; line++) {
    const text = document.lineAt(line).text;
    const start = line === position.line ? position.character : 0;
    after.push(text.slice(start, start + room));
    room -= text.length - start + 1;
  }
  return {
    prefix: before
      .toReversed()
      .join("\n")
      .replace(/^[\udc00-\udfff]/, ""),
    suffix: after.join("\n").replace(/[\ud800-\udbff]$/, ""),
  };
}
