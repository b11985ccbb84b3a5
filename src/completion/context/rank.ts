import { isComment, namesOfLine } from "./identifiers";
import { Pauses } from "./pause";
import { headerOf } from "./render";
import type { ContextQuery, Piece } from "./source";
import { charactersOf } from "./tokens";

/** A block of text from one file, with what it is worth beside the others. */
export interface Chosen {
  readonly path: string;
  /** From 0; orders the blocks of one file. */
  readonly at: number;
  readonly text: string;
  readonly value: number;
  /** Stands by itself, not among other lines of the file. */
  readonly whole: boolean;
}

export interface Ranking {
  /** For the whole text, headers included. */
  readonly tokens: number;
  /** The share of all lines of code in which the name stands, 0–1. */
  commonness(name: string): number;
  /** Lines that stand in the context now: they stay unless others are clearly better. */
  readonly standing?: ReadonlySet<string>;
}

interface Candidate {
  readonly path: string;
  readonly at: number;
  readonly text: string;
  /** Those that do not stand beside the cursor already. */
  readonly names: readonly string[];
}

/** What is written next is a few lines long: a name has so many chances to be among them. */
const LINES_WRITTEN = 6;
/** The part of the budget that diffs, problems and the clipboard may take together. */
const WHOLE_SHARE = 0.1;
const LONGEST_LINE = 200;
const STANDING_BONUS = 1.2;
/** Lets a very short line not win by its shortness alone. */
const LINE_COST = 4;

/**
 * Of everything that was found, the lines that together hold most of the names that are likely to be written, for the
 * fewest characters: the best value for its length first, where a line is worth what the chosen ones lack.
 * Yields now and then; empty once `signal` is aborted.
 */
export async function chosenOf(
  pieces: readonly Piece[],
  query: ContextQuery,
  ranking: Ranking,
  signal: AbortSignal,
): Promise<Chosen[]> {
  const pauses = new Pauses();
  const namesOf = remembering((line: string) => namesOfLine(line).filter((name) => !query.present.has(name)));
  const budget = charactersOf(ranking.tokens) - headerOf(query.path).length;
  const whole = wholePieces(pieces, budget * WHOLE_SHARE);
  const chosen = [...whole];
  let room = budget - whole.reduce((sum, one) => sum + costOf(one), 0);

  const beside = new Set(`${query.prefix}\n${query.suffix}`.split("\n").map((line) => line.trim()));
  const unlikely = new Map<string, number>();
  const candidates: Candidate[] = [];
  for (const { path, lines, weight, whole: isWhole } of pieces) {
    if (!(await pauses.due(signal))) return [];
    const found = new Set<string>();
    for (const { at, text } of lines) {
      const line = text.trim();
      for (const name of namesOf(line)) found.add(name);
      if (isWhole || line === "" || line.length > LONGEST_LINE || beside.has(line) || isComment(line)) continue;
      beside.add(line);
      candidates.push({ path, at, text: line, names: namesOf(line) });
    }
    for (const name of found) {
      const before = unlikely.get(name) ?? (1 - ranking.commonness(name)) ** LINES_WRITTEN;
      unlikely.set(name, before * (1 - weight));
    }
  }

  const covered = new Set(whole.flatMap(({ text }) => text.split("\n").flatMap(namesOf)));
  const paths = new Set<string>();
  const valueOf = ({ names }: Candidate) =>
    names.reduce((sum, name) => (covered.has(name) ? sum : sum + 1 - (unlikely.get(name) ?? 1)), 0);
  const lengthOf = ({ path, text }: Candidate) => text.length + 1 + (paths.has(path) ? 0 : headerOf(path).length);
  const worthOf = (one: Candidate, length: number) =>
    (valueOf(one) * (ranking.standing?.has(one.text) ? STANDING_BONUS : 1)) / (length + LINE_COST);

  const queue = candidates.map((one) => ({ one, worth: worthOf(one, one.text.length) }));
  queue.sort((a, b) => a.worth - b.worth);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (!(await pauses.due(signal))) return [];
    const { one } = next;
    const length = lengthOf(one);
    if (length > room) continue;
    const worth = worthOf(one, length);
    if (worth <= 0) continue;
    // Since it was put here others were chosen, so it may be worth less now than the next.
    if (worth < next.worth && worth < (queue.at(-1)?.worth ?? 0)) {
      insert(queue, { one, worth });
      continue;
    }
    chosen.push({ path: one.path, at: one.at, text: one.text, value: valueOf(one), whole: false });
    room -= length;
    paths.add(one.path);
    for (const name of one.names) covered.add(name);
  }
  return chosen;
}

/** Diffs and the like, the weightiest first, as far as there is room. */
function wholePieces(pieces: readonly Piece[], room: number): Chosen[] {
  const chosen: Chosen[] = [];
  for (const { path, lines, weight, whole } of [...pieces].sort((a, b) => b.weight - a.weight)) {
    if (!whole) continue;
    const text = lines.map(({ text }) => text).join("\n");
    const one = { path, at: lines[0]?.at ?? 0, text, value: weight, whole };
    if (costOf(one) > room) continue;
    chosen.push(one);
    room -= costOf(one);
  }
  return chosen;
}

function costOf({ path, text }: Chosen): number {
  return headerOf(path).length + text.length + 1;
}

function remembering<T>(work: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.get(key) ?? work(key);
    known.set(key, value);
    return value;
  };
}

function insert<T extends { readonly worth: number }>(sorted: T[], one: T): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.worth ?? 0) < one.worth) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, one);
}
