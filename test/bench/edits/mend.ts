import { lineChanges } from "../../../src/edits/diff";
import type { Piece } from "./call";
import { indentOf } from "./cases";

/**
 * A call that did not fit, written again by what the model was told about it and nothing else: the listed lines are taken for
 * those that it remembered, and what it wanted changed stays. Undefined where it was told of no lines, or of others.
 */
export function mended(pieces: readonly Piece[], told: string): Piece[] | undefined {
  const parts = told.split(/^(?=(?:Edit|Hunk) \d+ of \d+: )/m).slice(pieces.length > 1 ? 1 : 0);
  const result = [...pieces];
  for (const part of parts) {
    const number = pieces.length > 1 ? Number(/^\w+ (\d+) of/.exec(part)?.[1]) - 1 : 0;
    const piece = pieces[number];
    const again = piece && mendedPiece(piece, part);
    if (!again) {
      return undefined;
    }
    result[number] = again;
  }
  return result;
}

function mendedPiece(piece: Piece, told: string): Piece | undefined {
  const listed = [...told.matchAll(/^(\d+)\|(.*)$/gm)].map((match) => match[2] ?? "");
  const line = Number(/^(\d+)\|/m.exec(told)?.[1] ?? piece.line);
  const leftOut = Number(/leaves lines out \(its line (\d+)\)/.exec(told)?.[1] ?? 0);
  const { find, replace } = piece;
  if (listed.length === 0 || (leftOut === 0 && listed.length !== find.length) || !isAlike(find, listed)) {
    return undefined;
  }
  const behind = find.length - leftOut;
  /** What the file has for a line that was remembered, by its number from 0. */
  const real = (at: number): readonly string[] =>
    leftOut === 0 || at < leftOut - 1
      ? listed.slice(at, at + 1)
      : at === leftOut - 1
        ? listed.slice(at, listed.length - behind)
        : listed.slice(listed.length - find.length + at, listed.length - find.length + at + 1);
  const indents = new Map(find.map((one, at) => [indentOf(one), indentOf(real(at)[0] ?? "")]));
  const next: string[] = [];
  let [from, to] = [0, 0];
  const last = { before: find.length, removed: 0, after: replace.length, added: 0 };
  for (const change of [...lineChanges(find, replace), last]) {
    for (; from < change.before; from++, to++) next.push(...real(from));
    for (const one of replace.slice(to, to + change.added)) {
      const indent = indentOf(one);
      next.push((indents.get(indent) ?? asTabs(indent, indents)) + one.slice(indent.length));
    }
    from += change.removed;
    to += change.added;
  }
  return { line, find: listed, replace: next };
}

/** Deeper than any remembered line: the others tell how many spaces a tab is. */
function asTabs(indent: string, indents: ReadonlyMap<string, string>): string {
  const [spaces, tabs] = [...indents].find(([from, to]) => /^ +$/.test(from) && /^\t+$/.test(to)) ?? [];
  const width = spaces && tabs ? spaces.length / tabs.length : 0;
  return width > 0 && /^ *$/.test(indent) && indent.length % width === 0 ? "\t".repeat(indent.length / width) : indent;
}

/** A model sees whether it is told of what it meant. */
function isAlike(find: readonly string[], listed: readonly string[]): boolean {
  const there = new Set(listed.map((line) => line.trim()));
  const known = find.filter((line) => there.has(line.trim())).length;
  return known * 2 >= find.length || find.length === 1;
}
