import { diffArrays } from "diff";

/** `removed` lines at `before` (from 0) become the `added` ones at `after`. */
export interface LineChange {
  readonly before: number;
  readonly removed: number;
  readonly after: number;
  readonly added: number;
}

/** So many lines may differ before the smallest answer costs more time than it is worth: it grows with their square. */
const MOST_DIFFERENCES = 400;
/** The same between two lines that both texts have once; there may be many such stretches. */
const MOST_BETWEEN = 64;

/**
 * Which lines differ: the fewest, unless the texts differ so much that this would take long; then whatever lies between lines
 * that stand once in both. Its time grows with the number of lines, not with its square.
 */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChange[] {
  return joined(between(before, after, 0, 0, MOST_DIFFERENCES));
}

function between(a: readonly string[], b: readonly string[], atA: number, atB: number, most: number): LineChange[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start++;
  }
  let same = 0;
  while (same < Math.min(a.length, b.length) - start && a[a.length - 1 - same] === b[b.length - 1 - same]) {
    same++;
  }
  const oldLines = a.slice(start, a.length - same);
  const newLines = b.slice(start, b.length - same);
  if (oldLines.length === 0 && newLines.length === 0) {
    return [];
  }
  const whole = { before: atA + start, removed: oldLines.length, after: atB + start, added: newLines.length };
  if (oldLines.length === 0 || newLines.length === 0) {
    return [whole];
  }
  return (
    fewest(oldLines, newLines, whole, most) ??
    (most === MOST_DIFFERENCES ? aroundAnchors(oldLines, newLines, whole) : [whole])
  );
}

/** Undefined if that would take too long. */
function fewest(a: readonly string[], b: readonly string[], at: LineChange, most: number): LineChange[] | undefined {
  const parts = diffArrays([...a], [...b], { maxEditLength: most });
  if (!parts) {
    return undefined;
  }
  const changes: LineChange[] = [];
  let { before, after } = at;
  for (const { removed, added, count } of parts) {
    if (removed || added) {
      changes.push({ before, removed: removed ? count : 0, after, added: added ? count : 0 });
    }
    before += added ? 0 : count;
    after += removed ? 0 : count;
  }
  return changes;
}

function aroundAnchors(a: readonly string[], b: readonly string[], at: LineChange): LineChange[] {
  const changes: LineChange[] = [];
  let fromA = 0;
  let fromB = 0;
  for (const [nextA, nextB] of [...anchors(a, b), [a.length, b.length] as const]) {
    changes.push(
      ...between(a.slice(fromA, nextA), b.slice(fromB, nextB), at.before + fromA, at.after + fromB, MOST_BETWEEN),
    );
    fromA = nextA + 1;
    fromB = nextB + 1;
  }
  return changes;
}

/** Lines that stand once in each text, as many as come in the same order in both. */
function anchors(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const inB = onceIn(b);
  const pairs = [...onceIn(a)].flatMap(([line, atA]) => {
    const atB = inB.get(line);
    return atB === undefined ? [] : [[atA, atB] as const];
  });
  // The longest rising run of places in b, by patience sorting: each pair knows the best one before it.
  const tops: number[] = [];
  const previous: number[] = [];
  for (const [index, [, atB]] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < atB) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    previous[index] = tops[low - 1] ?? -1;
    tops[low] = index;
  }
  const run: (readonly [number, number])[] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) {
      run.push(pair);
    }
  }
  return run.toReversed();
}

/** Lines that stand only once, and where; in their order. */
function onceIn(lines: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  const often = new Set<string>();
  for (const [at, line] of lines.entries()) {
    if (places.has(line)) {
      often.add(line);
    } else {
      places.set(line, at);
    }
  }
  for (const line of often) {
    places.delete(line);
  }
  return places;
}

/** Changes that touch are one. */
function joined(changes: readonly LineChange[]): LineChange[] {
  const result: LineChange[] = [];
  for (const change of changes) {
    const last = result.at(-1);
    if (last && last.before + last.removed === change.before && last.after + last.added === change.after) {
      result[result.length - 1] = { ...last, removed: last.removed + change.removed, added: last.added + change.added };
    } else {
      result.push(change);
    }
  }
  return result;
}
