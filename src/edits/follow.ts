import { editsBetween } from "./change";

export interface Range {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** Where a range of a text is after the text has become another one. What came to stand at its borders is left outside. */
export function followRange(before: string, after: string, { start, end }: Range): Range {
  if (before === after) {
    return { start, end };
  }
  let moved = 0;
  let [newStart, newEnd] = [start, end];
  for (const edit of editsBetween(before, after)) {
    const grown = edit.newText.length - (edit.end - edit.start);
    if (edit.end <= start) {
      newStart += grown;
    } else if (edit.start < start) {
      newStart = edit.start + moved;
    }
    if (edit.end <= end && (edit.start < end || start === end)) {
      newEnd += grown;
    } else if (edit.start < end) {
      const behind = before.slice(end, edit.end);
      newEnd = edit.start + moved + edit.newText.length - (edit.newText.endsWith(behind) ? behind.length : 0);
    }
    moved += grown;
  }
  return { start: newStart, end: Math.max(newStart, newEnd) };
}
