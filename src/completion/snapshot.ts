/** What the engine knows of the place where text is to be suggested. Line ends are `\n` throughout. */
export interface Snapshot {
  /** Names the document among all others: its URI. */
  readonly document: string;
  /** Within the workspace, with `/`; the file's name alone outside of one. */
  readonly path: string;
  /** A file outside of the workspace, of which nothing is told beside it. */
  readonly isOutside?: boolean;
  readonly languageId: string;
  /** One level of indentation as the editor writes it here: a tab or spaces. */
  readonly indentation: string;
  /** A window of the text before the cursor; it may begin in the middle of a line. */
  readonly prefix: string;
  /** A window of the text after the cursor. */
  readonly suffix: string;
  /** The document's first and last line of which something stands in the prefix or the suffix, from 1. */
  readonly lines?: { readonly first: number; readonly last: number };
  /** The prefix ends with an item that is selected in the suggest widget, which stands there only if it is accepted. */
  readonly supposed?: boolean;
  /** The person asked for it: places where nothing is suggested unasked are allowed, and nothing is waited for. */
  readonly explicit: boolean;
}

/** Ghost text. */
export interface Suggestion {
  readonly text: string;
  /** How many characters after the cursor (on its line) `text` takes the place of. */
  readonly replaces: number;
}

/** The cursor's line up to the cursor. */
export function lineBefore({ prefix }: Pick<Snapshot, "prefix">): string {
  return prefix.slice(prefix.lastIndexOf("\n") + 1);
}

/** The cursor's line from the cursor on. */
export function lineAfter({ suffix }: Pick<Snapshot, "suffix">): string {
  const end = suffix.indexOf("\n");
  return end === -1 ? suffix : suffix.slice(0, end);
}

/** The lines below the cursor's line that are not blank, without trailing space. */
export function linesBelow({ suffix }: Pick<Snapshot, "suffix">): string[] {
  return suffix
    .split("\n")
    .slice(1)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
}
