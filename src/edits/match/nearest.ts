import { isBlank, linesOf } from "./lines";

/** The lines of a file that are most like what was looked for. */
export interface Nearest {
  /** From 1. */
  readonly first: number;
  readonly lines: readonly string[];
  /** The first line that differs: its number in what was looked for (from 1), and both readings. */
  readonly differs?: { readonly line: number; readonly wanted: string; readonly there: string };
  /**
   * What was looked for stands for more lines here than it has: its line (from 1) that says so, such as `// …`. There are no
   * `lines` where nobody knows which.
   */
  readonly leftOut?: number;
}

/** Windows that are looked at closely. */
const MOST_WINDOWS = 40;
/** A window that is less like it than this, 0 to 1, is no help. */
const LIKE_ENOUGH = 0.4;
/** Lines of what was looked for that count; more say no more about where it is. */
const MOST_LINES = 60;
/** A word that is on so many lines tells no place. */
const COMMON = 200;

/** Where in a text something like `wanted` stands; undefined if nothing is like it. */
export function nearestTo(text: string, wanted: string): Nearest | undefined {
  const lines = linesOf(text).map((line) => line.text);
  const asked = withoutBlankEnds(wanted.split(/\r?\n/));
  const looked = asked.slice(0, MOST_LINES);
  if (looked.length === 0) {
    return undefined;
  }
  const whole = withLinesLeftOut(lines, asked);
  if (whole) {
    return whole;
  }
  let best = { like: 0, at: 0 };
  for (const at of likelyStarts(lines, looked)) {
    const like =
      looked.reduce((sum, line, offset) => sum + likeness(line, lines[at + offset] ?? ""), 0) / looked.length;
    if (like > best.like) {
      best = { like, at };
    }
  }
  if (best.like < LIKE_ENOUGH) {
    return undefined;
  }
  const window = lines.slice(best.at, best.at + looked.length);
  const at = looked.findIndex((line, offset) => line.trimEnd() !== (window[offset] ?? "").trimEnd());
  const differs = at === -1 ? {} : { differs: { line: at + 1, wanted: looked[at] ?? "", there: window[at] ?? "" } };
  return { first: best.at + 1, lines: window, ...differs };
}

/** A line that stands for others, as a comment of any language or bare. */
const ELLIPSIS = /^\s*(?:(?:\/\/|#|--|;|%|\/\*|<!--|\{\/\*)\s*(?:\.{3}|…)|(?:\.{3}|…)(?:\s|$))/;

/** Where the lines before and behind one that stands for others are, if those before it, or those behind it, stand once. */
function withLinesLeftOut(lines: readonly string[], asked: readonly string[]): Nearest | undefined {
  const at = asked.findIndex((line) => ELLIPSIS.test(line));
  // A line of the file may say so, too.
  if (at === -1 || lines.includes(asked[at] ?? "")) {
    return undefined;
  }
  const [head, tail] = [asked.slice(0, at), asked.slice(at + 1)];
  const heads = head.length > 0 ? placesOf(lines, head, 0) : [];
  const tails = tail.length > 0 ? placesOf(lines, tail, 0) : [];
  // The end of a block, which is all that often follows, stands in many places; so does the beginning of one.
  const first = heads.length > 1 && tails.length === 1 ? heads.findLast((one) => one < (tails[0] ?? 0)) : heads[0];
  const end = first === undefined ? undefined : tails.find((one) => one >= first + head.length);
  const isKnown = first !== undefined && end !== undefined && (heads.length === 1 || tails.length === 1);
  return isKnown
    ? { first: first + 1, lines: lines.slice(first, end + tail.length), leftOut: at + 1 }
    : { first: 0, lines: [], leftOut: at + 1 };
}

/** Where those lines stand, from line `from` on, counted from 0. */
function placesOf(lines: readonly string[], wanted: readonly string[], from: number): number[] {
  return lines.flatMap((_, start) => {
    const isThere = start >= from && wanted.every((line, at) => lines[start + at]?.trimEnd() === line.trimEnd());
    return isThere ? [start] : [];
  });
}

function withoutBlankEnds(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => !isBlank(line));
  const last = lines.findLastIndex((line) => !isBlank(line));
  return first === -1 ? [] : lines.slice(first, last + 1);
}

/** Each word that both have votes for the line at which the window would begin; rare words count more. */
function likelyStarts(lines: readonly string[], looked: readonly string[]): number[] {
  const wantedAt = new Map<string, number[]>();
  for (const [offset, line] of looked.entries()) {
    for (const word of wordsOf(line)) {
      wantedAt.set(word, [...(wantedAt.get(word) ?? []), offset]);
    }
  }
  const foundAt = new Map<string, number[]>();
  for (const [at, line] of lines.entries()) {
    for (const word of wordsOf(line)) {
      if (wantedAt.has(word)) {
        const places = foundAt.get(word) ?? [];
        places.push(at);
        foundAt.set(word, places);
      }
    }
  }
  const votes = new Map<number, number>();
  for (const [word, places] of foundAt) {
    if (places.length <= COMMON) {
      for (const offset of wantedAt.get(word) ?? []) {
        for (const at of places) {
          const start = Math.max(0, at - offset);
          votes.set(start, (votes.get(start) ?? 0) + 1 / places.length);
        }
      }
    }
  }
  return [...votes]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_WINDOWS)
    .map(([start]) => start);
}

function wordsOf(line: string): Set<string> {
  return new Set(line.match(/[\p{L}\p{N}_$]+/gu) ?? []);
}

/** 1 for the same line, its ends aside; else how much of both their pairs of characters are the same. */
function likeness(a: string, b: string): number {
  const [one, other] = [a.trim(), b.trim()];
  if (one === other) {
    return 1;
  }
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < one.length; at++) {
    const pair = one.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let common = 0;
  for (let at = 0; at + 1 < other.length; at++) {
    const pair = other.slice(at, at + 2);
    const left = pairs.get(pair) ?? 0;
    if (left > 0) {
      pairs.set(pair, left - 1);
      common++;
    }
  }
  const all = one.length + other.length - 2;
  return all > 0 ? (2 * common) / all : 0;
}
