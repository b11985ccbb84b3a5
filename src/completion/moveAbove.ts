import { lineBefore, type Snapshot } from "./snapshot";

/** The text above the cursor has changed: what began with `from` begins with `to`. */
export interface MoveAbove {
  readonly document: string;
  readonly from: string;
  readonly to: string;
}

/**
 * What has changed above the cursor's line, as when an import is added, if nothing else has: nobody types or deletes like that.
 */
export function moveAbove(before: Snapshot, now: Snapshot): MoveAbove | undefined {
  const isElsewhere = before.document !== now.document || before.suffix !== now.suffix;
  if (isElsewhere || lineBefore(before) !== lineBefore(now)) {
    return undefined;
  }
  const [a, b] = [before.prefix, now.prefix];
  if (a.startsWith(b) || b.startsWith(a)) {
    return undefined;
  }
  let same = lineBefore(now).length;
  while (same < Math.min(a.length, b.length) && a[a.length - 1 - same] === b[b.length - 1 - same]) {
    same++;
  }
  return { document: now.document, from: a.slice(0, a.length - same), to: b.slice(0, b.length - same) };
}

/** The text before a place as it is after the move; undefined where the place is not below it. */
export function moved(
  { document, from, to }: MoveAbove,
  place: Pick<Snapshot, "document" | "prefix">,
): string | undefined {
  return place.document === document && place.prefix.startsWith(from)
    ? to + place.prefix.slice(from.length)
    : undefined;
}
