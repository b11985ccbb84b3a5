import { lineChanges } from "../diff";
import { endsLine, eolAround, linesOf, startsLine } from "./lines";
import type { Place } from "./place";

/**
 * What is to stand at a place, where lines that an edit does not change stay as they are in the file, with their trailing
 * space and their line ends.
 * @param find what was looked for, and `replace` what it becomes, as the model wrote them
 * @param fitted `replace`, moved as the place needs it, with the same lines
 */
export function keepingLines(text: string, place: Place, find: string, replace: string, fitted: string): string {
  const eol = eolAround(text, place.start, place.end);
  const there = linesOf(text.slice(place.start, place.end));
  const [asked, wanted, lines] = [find.split("\n"), replace.split("\n"), fitted.split("\n")];
  const last = lines.length - 1;
  const kept = new Map<number, string>();
  for (const [from, to] of unchanged(asked, wanted)) {
    const line = there[from];
    // A line of which only a part was found is no line of its own.
    const isMoved = (from === 0) !== (to === 0) && !startsLine(text, place.start);
    const endsEarly = line?.eol === "" && to !== last && !endsLine(text, place.end);
    if (line && !isMoved && !endsEarly) {
      kept.set(to, line.text + (to === last ? "" : line.eol || eol));
    }
  }
  return lines.map((line, at) => kept.get(at) ?? line + (at === last ? "" : eol)).join("");
}

/** Pairs of lines, by their numbers from 0, that are the same in both. */
function* unchanged(before: readonly string[], after: readonly string[]): Generator<readonly [number, number]> {
  let [from, to] = [0, 0];
  const end = { before: before.length, removed: 0, after: after.length, added: 0 };
  for (const change of [...lineChanges(before, after), end]) {
    while (from < change.before) {
      yield [from++, to++];
    }
    from += change.removed;
    to += change.added;
  }
}
