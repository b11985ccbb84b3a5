import { indentOf, isBlank, type Line, linesOf } from "../match/lines";
import type { Place } from "../match/place";

/** The line that a hunk stands below, and where its block ends. */
export interface Anchored {
  readonly line: Line;
  /** Up to the first line that is not indented further, its closing line included. */
  readonly block: Place;
}

/** What the anchors of a hunk name, each within the block of the one before it; undefined unless each names one line. */
export function anchoredAt(text: string, anchors: readonly string[]): Anchored | undefined {
  const lines = linesOf(text);
  let range = { first: 0, end: lines.length };
  let found: number | undefined;
  for (const anchor of anchors) {
    const named = linesNamed(lines, range, anchor);
    found = named.length === 1 ? named[0] : undefined;
    if (found === undefined) {
      return undefined;
    }
    range = { first: found, end: blockEnd(lines, found) };
  }
  const line = lines[found ?? -1];
  const last = lines[range.end - 1];
  return line && last ? { line, block: { start: line.start, end: last.start + last.text.length } } : undefined;
}

/** Of several places those in the block that the anchors name, or, where none is in it, behind its first line. */
export function placesBelow(text: string, anchors: readonly string[], places: readonly Place[]): readonly Place[] {
  const anchored = anchoredAt(text, anchors);
  if (!anchored) {
    return places;
  }
  const { start, end } = anchored.block;
  const within = places.filter((place) => place.start >= start && place.start <= end);
  return within.length > 0 ? within : places.filter((place) => place.start >= start);
}

/** The whole line, white space aside, or the beginning of one. */
function linesNamed(lines: readonly Line[], { first, end }: { first: number; end: number }, anchor: string): number[] {
  const wanted = anchor.trim();
  const those = (fits: (line: string) => boolean) =>
    lines.flatMap(({ text }, at) => (at >= first && at < end && fits(text.trim()) ? [at] : []));
  const whole = those((line) => line === wanted);
  return whole.length > 0
    ? whole
    : those((line) => line.startsWith(wanted) && !/^[\w$]/.test(line.slice(wanted.length)));
}

function blockEnd(lines: readonly Line[], at: number): number {
  const depth = indentOf(lines[at]?.text ?? "").length;
  for (let next = at + 1; next < lines.length; next++) {
    const { text } = lines[next] ?? { text: "" };
    if (!isBlank(text) && indentOf(text).length <= depth) {
      return /^\s*(?:[)\]}]|end\b)/.test(text) ? next + 1 : next;
    }
  }
  return lines.length;
}
