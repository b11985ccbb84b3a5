import { type Brackets, followBrackets } from "../brackets";
import { lineAfter, lineBefore, type Snapshot, type Suggestion } from "../snapshot";
import type { TrimRule } from "./rule";

const WORD = /[\p{L}\p{N}_$]/u;
/** So many are tried; no line that was typed by hand has more. */
const CANDIDATES = 32;

/**
 * Makes the cursor's line right: what follows the cursor on it is either left out of the suggestion or replaced by
 * it, so that no bracket, quote or word stands there twice.
 */
export const restOfLine: TrimRule = {
  trim(suggestion, snapshot) {
    const rest = lineAfter(snapshot).trimEnd();
    if (rest === "") {
      return suggestion;
    }
    const { text } = suggestion;
    if (rest.trimStart().startsWith(text.trim())) {
      return undefined;
    }
    const opensAgain = isOpenedBy(text, rest, lineBefore(snapshot));
    const repeated = opensAgain ? rest : rest.slice(0, repeatedOf(text, rest, enclosing(snapshot)));
    const left = rest.slice(repeated.length);
    if (text.includes("\n")) {
      return severalLines(text, repeated, left, snapshot);
    }
    const own = withoutTail(withoutEnd(text, left), repeated);
    if (own !== undefined) {
      const shown = /^\s/.test(rest) ? own.trimEnd() : own;
      return shown.trim() === "" ? undefined : { text: shown, replaces: 0 };
    }
    // An editor shows a replacement only if all that it takes away comes back in it.
    return comesBack(repeated, text) ? { text, replaces: repeated.length } : undefined;
  },
};

/**
 * Several lines in front of what stands behind the cursor take its place, so that the cursor stands behind them in the
 * end. What they leave there is closed on a line of its own, if they begin on one.
 * @param repeated what of the rest of the line `text` says again
 * @param left the rest of the rest
 */
function severalLines(text: string, repeated: string, left: string, snapshot: Snapshot): Suggestion | undefined {
  if (repeated !== "" || !/^\s*[)\]}]/.test(left)) {
    return comesBack(repeated, text) ? { text, replaces: repeated.length } : undefined;
  }
  const { open, stray } = followBrackets(text);
  if (open.length > 0 || stray > 0) {
    return undefined;
  }
  const indent = /^[ \t]*/.exec(lineBefore(snapshot))?.[0] ?? "";
  return { text: /^[ \t]*\n/.test(text) ? `${text.trimEnd()}\n${indent}` : text, replaces: 0 };
}

/** Whether the text says all of the rest again, with what opens a block that nothing on the line opens for the rest. */
function isOpenedBy(text: string, rest: string, before: string): boolean {
  return (
    /[\p{L}\p{N}].*\}/u.test(rest) &&
    withoutTail(text, rest) !== undefined &&
    followBrackets(rest, followBrackets(before).open).stray > 0 &&
    followBrackets(text).stray === 0
  );
}

/** What is open at the cursor. */
function enclosing(snapshot: Snapshot): readonly string[] {
  const before = lineBefore(snapshot);
  const isIn = (quote: string) => (quote === "`" ? snapshot.prefix : before).split(quote).length % 2 === 0;
  const quote = /^["'`]/.exec(lineAfter(snapshot))?.[0];
  return [...followBrackets(snapshot.prefix).open, ...(quote !== undefined && isIn(quote) ? [quote] : [])];
}

/**
 * How much of `rest` the text says again: so much that the brackets behind it are open as they are now. Of several
 * that do, the most.
 */
function repeatedOf(text: string, rest: string, open: readonly string[]): number {
  const now = followBrackets(rest, open);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const length of candidates(text, rest)) {
    const disorder = disorderOf(followBrackets(text + rest.slice(length), open), now);
    if (disorder <= least) {
      best = length;
      least = disorder;
    }
  }
  return best;
}

/** How much of `rest` the text may say again: what it ends with, closing brackets, or all of it. Ascending. */
function candidates(text: string, rest: string): number[] {
  const closers = /^(?:\s*[)\]}"'`]){0,32}/.exec(rest)?.[0].length ?? 0;
  const lengths = Array.from({ length: rest.length }, (_, at) => at + 1).filter(
    (length) =>
      (text.endsWith(rest.slice(0, length)) &&
        !(WORD.test(rest.charAt(length - 1)) && WORD.test(rest.charAt(length)))) ||
      (length <= closers && rest[length - 1] !== " " && comesBack(rest.slice(0, length).replace(/\s/g, ""), text)) ||
      (length === rest.length && closers > 0 && text.includes(rest)),
  );
  return [0, ...lengths.slice(-CANDIDATES)];
}

function disorderOf({ open, stray }: Brackets, wanted: Brackets): number {
  const differs = open.findIndex((closer, at) => closer !== wanted.open[at]);
  const common = differs === -1 ? open.length : differs;
  return stray + open.length + wanted.open.length - 2 * common;
}

/** A statement's end that stands behind closing brackets is not wanted in front of them. */
function withoutEnd(text: string, rest: string): string {
  const end = /^(?:\s*[)\]}"'`])+([;,])/.exec(rest)?.[1];
  return end !== undefined && text.endsWith(end) ? text.slice(0, -1) : text;
}

/** `text` without `tail`, whatever white space is in them; undefined if it does not end so. */
function withoutTail(text: string, tail: string): string | undefined {
  let end = text.length;
  for (const character of tail.replace(/\s/g, "").split("").toReversed()) {
    const trimmed = text.slice(0, end).trimEnd();
    if (!trimmed.endsWith(character)) {
      return undefined;
    }
    end = trimmed.length - character.length;
  }
  return text.slice(0, end);
}

/** Whether `text` has the characters of `part` in their order. */
function comesBack(part: string, text: string): boolean {
  let at = 0;
  for (let index = 0; index < text.length && at < part.length; index++) {
    at += text[index] === part[at] ? 1 : 0;
  }
  return at === part.length;
}
