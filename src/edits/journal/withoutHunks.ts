import { type LineChange, lineChanges } from "../diff";
import { withLineEnds } from "../lineEnds";

/** So many lines around what we wrote may be needed to tell it from its like. */
const MOST_CONTEXT = 20;

/**
 * Takes what we wrote, `before` to `after`, out of a text that has moved on since: exactly those lines, and only if all of them
 * are still there untouched and stand nowhere else.
 * @returns undefined if they are not
 */
export function withoutHunks(before: string, after: string, current: string): string | undefined {
  const eol = current.includes("\r\n") ? "\r\n" : "\n";
  const [old, ours, now] = [withLineEnds(before, eol), withLineEnds(after, eol), current].map(linesOf);
  if (!old || !ours || !now) {
    return undefined;
  }
  const theirs = lineChanges(ours, now);
  const result: string[] = [];
  let done = 0;
  for (const hunk of lineChanges(ours, old)) {
    const at = placeOf(hunk, theirs, ours, now);
    if (at === undefined) {
      return undefined;
    }
    result.push(...now.slice(done, at), ...old.slice(hunk.after, hunk.after + hunk.added));
    done = at + hunk.removed;
  }
  return [...result, ...now.slice(done)].join("");
}

/** The line of the text as it is now at which our lines begin. */
function placeOf(
  hunk: LineChange,
  theirs: readonly LineChange[],
  ours: readonly string[],
  now: readonly string[],
): number | undefined {
  const [start, end] = [hunk.before, hunk.before + hunk.removed];
  const above = theirs.filter((change) => change.before + change.removed <= start && !isAt(change, start, hunk));
  const below = theirs.filter(
    (change) => change.before >= end && !above.includes(change) && !isAt(change, start, hunk),
  );
  if (above.length + below.length < theirs.length) {
    return undefined;
  }
  const moved = above.reduce((sum, { added, removed }) => sum + added - removed, 0);
  const room = {
    above: start - Math.max(0, ...above.map((change) => change.before + change.removed)),
    below: Math.min(ours.length, ...below.map((change) => change.before)) - end,
  };
  for (let context = 1; context <= MOST_CONTEXT; context++) {
    const from = start - Math.min(context, room.above);
    const pattern = ours.slice(from, end + Math.min(context, room.below));
    const places = placesOf(pattern, now);
    if (places.length === 1) {
      return places[0] === from + moved ? start + moved : undefined;
    }
    if (context >= room.above && context >= room.below) {
      return pattern.length === 0 && now.length === 0 ? 0 : undefined;
    }
  }
  return undefined;
}

/** Lines came just where we took some out: which come first, nobody can tell. */
function isAt(change: LineChange, start: number, hunk: LineChange): boolean {
  return hunk.removed === 0 && change.removed === 0 && change.before === start;
}

/** Two are enough to know that there are several. */
function placesOf(pattern: readonly string[], lines: readonly string[]): number[] {
  const places: number[] = [];
  if (pattern.length === 0) {
    return places;
  }
  for (let at = 0; at + pattern.length <= lines.length && places.length < 2; at++) {
    if (pattern.every((line, offset) => lines[at + offset] === line)) {
      places.push(at);
    }
  }
  return places;
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}
