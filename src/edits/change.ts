import { structuredPatch } from "diff";

/** A replacement of the characters from `start` to `end` (UTF-16 offsets into the old text). */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** What is to happen to one file. */
export interface FileChange {
  /** The file's URI, as a string. */
  readonly uri: string;
  /** The whole text the change was made for; undefined for a file that is to be created. */
  readonly before: string | undefined;
  readonly after: string;
}

/** A proposed change, to be reviewed before it lands. */
export interface ProposedChange {
  readonly title: string;
  /** What the model says it did. */
  readonly summary: string;
  readonly file: FileChange;
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

/** The smallest line-wise edits that turn `before` into `after`, so that cursors and folds elsewhere stay put. */
export function editsBetween(before: string, after: string): TextEdit[] {
  const starts = lineStarts(before);
  const patch = structuredPatch("", "", before, after, "", "", { context: 0 });
  const newStarts = lineStarts(after);
  return patch.hunks.map((hunk) => {
    const from = hunk.oldStart - 1;
    const to = hunk.newStart - 1;
    return {
      start: starts[from] ?? before.length,
      end: starts[from + hunk.oldLines] ?? before.length,
      newText: after.slice(newStarts[to] ?? after.length, newStarts[to + hunk.newLines] ?? after.length),
    };
  });
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}
