import { indentWidth, isBlank } from "../../lines";
import { namesOfLine } from "../identifiers";
import type { IndexedFile } from "../library";
import type { ContextSource, Piece, PieceLine } from "../source";
import { within } from "../within";
import type { Workspace } from "../workspace";

/** A language server that is slower than this is not waited for. */
const PATIENCE_MS = 150;
const MOST_LINES = 24;
const WEIGHT = 0.06;

/** Where the names around the cursor are declared, and what belongs to them. */
export function definitions(workspace: Workspace): ContextSource {
  return {
    name: "definitions",
    async collect(query, signal) {
      const found = await within(PATIENCE_MS, signal, (cut) => workspace.port.definitions(query, cut));
      const pieces: Piece[] = [];
      for (const { path, line } of found ?? []) {
        const file = await workspace.file(path, signal);
        if (file) pieces.push({ path, lines: declarationAt(file, line), weight: WEIGHT });
      }
      return pieces;
    },
  };
}

/** The declaration with what is indented one level below it. */
function declarationAt(file: IndexedFile, line: number): PieceLine[] {
  const first = file.lines[line];
  if (first === undefined) return [];
  const lines: PieceLine[] = [{ at: line, text: first }];
  const outer = indentWidth(first);
  let inner: number | undefined;
  for (let at = line + 1; at < file.lines.length && lines.length < MOST_LINES; at++) {
    const text = file.lines[at] ?? "";
    if (isBlank(text)) continue;
    const indent = indentWidth(text);
    if (indent <= outer) break;
    inner ??= indent;
    if (indent === inner && namesOfLine(text).length > 0) lines.push({ at, text });
  }
  return lines;
}
