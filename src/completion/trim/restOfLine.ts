import { followBrackets } from "../brackets";
import { lineAfter } from "../snapshot";
import type { TrimRule } from "./rule";

const WORD = /[\p{L}\p{N}_$]/u;

/**
 * Makes the cursor's line right: what follows the cursor on it is either left out of the suggestion or replaced by
 * it, so that no bracket, quote or word stands there twice.
 */
export const restOfLine: TrimRule = {
  trim(suggestion, snapshot) {
    const rest = lineAfter(snapshot).trimEnd();
    if (rest.trim() === "") {
      return suggestion;
    }
    const closers = closersAt(rest);
    const enclosing = closers.map(({ closer }) => closer).toReversed();
    const text = withoutEndOf(suggestion.text, rest, closers);
    const { open, closedAt } = followBrackets(text, enclosing);
    const differs = enclosing.findIndex((closer, at) => open[at] !== closer);
    const closed = differs === -1 ? 0 : closers.length - differs;
    const replaced = closers[closed - 1]?.end ?? 0;
    const from = closed === 0 ? 0 : (closedAt[closed - 1] ?? 0) + 1;
    const overlap = closed === closers.length ? overlapOf(text.slice(from), rest.slice(replaced)) : 0;
    const repeated = rest.slice(0, replaced + overlap);
    const start = closed === 0 ? text.length - overlap : (closedAt[0] ?? 0);
    if (withoutSpace(text.slice(start)) === withoutSpace(repeated)) {
      const left = /^\s/.test(rest) ? text.slice(0, start).trimEnd() : text.slice(0, start);
      return left.trim() === "" ? undefined : { text: left, replaces: 0 };
    }
    // An editor shows a replacement only if all that it takes away comes back in it.
    return isWithin(repeated, text) ? { text, replaces: repeated.length } : undefined;
  },
};

/** The closing brackets and quotes that `rest` begins with. */
function closersAt(rest: string): { closer: string; end: number }[] {
  const run = /^(?:\s*[)\]}"'`])*/.exec(rest)?.[0] ?? "";
  return [...run.matchAll(/\S/g)].map((match) => ({ closer: match[0], end: match.index + 1 }));
}

/** A statement's end that stands behind the closing brackets is not wanted within them. */
function withoutEndOf(text: string, rest: string, closers: readonly { end: number }[]): string {
  const end = rest.slice(closers.at(-1)?.end ?? 0).trim();
  const within = closers.length > 0 && followBrackets(text, [")"]).closedAt.length === 0;
  return within && /^[;,]/.test(end) && text.endsWith(end.charAt(0)) ? text.slice(0, -1) : text;
}

/** The length of the longest end of `text` that is how `rest` begins and closes nothing that `text` opened. */
function overlapOf(text: string, rest: string): number {
  const { open } = followBrackets(text);
  for (let length = Math.min(text.length, rest.length); length > 0; length--) {
    const splitsWord = WORD.test(rest.charAt(length - 1)) && WORD.test(rest.charAt(length));
    if (
      !splitsWord &&
      text.endsWith(rest.slice(0, length)) &&
      followBrackets(text.slice(0, -length)).open.length <= open.length
    ) {
      return length;
    }
  }
  return 0;
}

function withoutSpace(text: string): string {
  return text.replace(/\s/g, "");
}

/** Whether `text` has the characters of `part` in their order. */
function isWithin(part: string, text: string): boolean {
  let at = 0;
  for (const character of text) {
    at += character === part[at] ? 1 : 0;
  }
  return at === part.length;
}
