import type { Place } from "./place";

/** What joins characters into one that is seen, or into one name. */
const JOINS_BEFORE = /[\p{M}\p{Join_Control}]$/u;
const JOINS_AFTER = /^[\p{M}\p{Join_Control}]/u;
const NAME_END = /[\p{L}\p{N}_$]$/u;
const NAME_START = /^[\p{L}\p{N}_$]/u;
/** Names with hyphens, as in CSS, HTML and Lisp: `background-color` is one. */
const HYPHENATED_END = /[\p{L}\p{N}_]-$/u;
const HYPHENATED_START = /^-\p{L}/u;

/**
 * Whether a stretch is all of what it looks like: it neither begins nor ends within a name or a character, and white space
 * at its beginning is all the white space that is there.
 */
export function isWhole(text: string, { start, end }: Place): boolean {
  const found = text.slice(start, end);
  // Names of more than a few characters need not be read to their beginning; a surrogate pair needs two.
  const before = text.slice(Math.max(0, start - 4), start);
  const after = text.slice(end, end + 4);
  if (JOINS_BEFORE.test(before) || JOINS_AFTER.test(after)) {
    return false;
  }
  if (/^[ \t]/.test(found) && /[ \t]$/.test(before)) {
    return false;
  }
  const cutsStart = NAME_START.test(found) && (NAME_END.test(before) || HYPHENATED_END.test(before));
  const cutsEnd = NAME_END.test(found) && (NAME_START.test(after) || HYPHENATED_START.test(after));
  return !cutsStart && !cutsEnd;
}
