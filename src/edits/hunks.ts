import { editsBetween, type TextEdit } from "./change";

/**
 * The hunks of a proposal: what still differs between a file's text and the proposed one. A hunk that is accepted is written
 * into the first, one that is rejected is taken out of the second; in both cases it is gone, and the others stay.
 */
export interface Hunk {
  /** Of the text as it is. */
  readonly before: Lines;
  /** Of the proposed one. */
  readonly after: Lines;
  /** Writes it into the text as it is. */
  readonly accept: TextEdit;
  /** Takes it out of the proposed one. */
  readonly reject: TextEdit;
}

/** Lines from 0; `count` may be 0: then it lies before the line `first`. */
export interface Lines {
  readonly first: number;
  readonly count: number;
}

export function hunksOf(before: string, after: string): Hunk[] {
  let moved = 0;
  return editsBetween(before, after).map(({ start, end, newText }) => {
    const from = start + moved;
    moved += newText.length - (end - start);
    return {
      before: linesOf(before, start, end),
      after: linesOf(after, from, from + newText.length),
      accept: { start, end, newText },
      reject: { start: from, end: from + newText.length, newText: before.slice(start, end) },
    };
  });
}

/** The hunk that a line of the proposed text belongs to; a hunk that only removes lines lies on the line behind it. */
export function hunkAt(hunks: readonly Hunk[], line: number): Hunk | undefined {
  return hunks.find(({ after: { first, count } }) => first <= line && line < first + Math.max(1, count));
}

function linesOf(text: string, start: number, end: number): Lines {
  return { first: lineEndsIn(text, 0, start), count: lineEndsIn(text, start, end) + (endsWithin(text, end) ? 1 : 0) };
}

/** A last line without a line end is a line too. */
function endsWithin(text: string, end: number): boolean {
  return end === text.length && end > 0 && text[end - 1] !== "\n";
}

function lineEndsIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) {
    count++;
  }
  return count;
}
