import { lineChanges } from "./diff";

/** A replacement of the characters from `start` to `end` (UTF-16 offsets into the old text). */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let done = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(done, edit.start) + edit.newText;
    done = edit.end;
  }
  return result + text.slice(done);
}

/** Line-wise edits that turn `before` into `after`, so that cursors and folds elsewhere stay put: the smallest, within bounded time. */
export function editsBetween(before: string, after: string): TextEdit[] {
  const oldLines = linesWithEnds(before);
  const newLines = linesWithEnds(after);
  const starts = offsetsOf(oldLines);
  const newStarts = offsetsOf(newLines);
  return lineChanges(oldLines, newLines).map((change) => ({
    start: starts[change.before] ?? before.length,
    end: starts[change.before + change.removed] ?? before.length,
    newText: after.slice(
      newStarts[change.after] ?? after.length,
      newStarts[change.after + change.added] ?? after.length,
    ),
  }));
}

function linesWithEnds(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

function offsetsOf(lines: readonly string[]): number[] {
  let offset = 0;
  return lines.map((line) => {
    offset += line.length;
    return offset - line.length;
  });
}
