import { type Candidate, candidatesOf, LINE_COST } from "./candidates";
import { identifiersIn } from "./identifiers";
import { likelihoodsOf } from "./likelihood";
import type { Library } from "./library";
import type { Pauses } from "./pause";
import { headerOf } from "./render";
import type { ContextQuery, Findings, Piece } from "./source";
import { charactersOf } from "./tokens";

/** A block of text from one file, with what it is worth beside the others. */
export interface Chosen {
  readonly path: string;
  /** From 0; orders the lines of one file. */
  readonly at: number;
  readonly text: string;
  readonly value: number;
  /** Stands by itself, not among other lines of the file, and comes from there. */
  readonly whole?: Piece["source"];
}

export interface Ranking {
  /** For the whole text, headers included. */
  readonly tokens: number;
  /** Lines that stand in the context now: they stay unless others are clearly better. */
  readonly standing?: ReadonlySet<string>;
}

/** The part of the budget that diffs, problems and the clipboard may take together. */
const WHOLE_SHARE = 0.1;
const STANDING_BONUS = 1.2;

/**
 * Of all lines, those that together hold most of the names that are likely to be written, for the fewest characters:
 * the best value for its length first, where a line is worth what the chosen ones lack. Yields now and then; empty once
 * it is aborted.
 */
export async function chosenOf(
  found: readonly Findings[],
  query: ContextQuery,
  library: Library,
  ranking: Ranking,
  pauses: Pauses,
): Promise<Chosen[]> {
  const budget = charactersOf(ranking.tokens) - headerOf(query.path).length;
  const pieces = found.flatMap(({ pieces = [] }) => pieces);
  const clues = found.flatMap(({ clues }) => (clues ? [clues] : []));
  const whole = wholePieces(pieces, budget * WHOLE_SHARE);
  const chosen = [...whole];
  let room = budget - whole.reduce((sum, one) => sum + costOf(one), 0);

  const likelihoods = likelihoodsOf(clues, query, library);
  const left = likelihoods.slice();
  for (const { text } of whole) {
    for (const name of identifiersIn(text)) left[library.number(name) ?? -1] = 0;
  }
  const headed = new Set<string>();
  const valueOf = ({ names }: Candidate) => names.reduce((sum, number) => sum + (left[number] ?? 0), 0);
  const lengthOf = ({ path, text }: Candidate) => text.length + 1 + (headed.has(path) ? 0 : headerOf(path).length);
  const worthOf = (one: Candidate, length: number) =>
    (valueOf(one) * (ranking.standing?.has(one.text) ? STANDING_BONUS : 1)) / (length + LINE_COST);

  const candidates = await candidatesOf(likelihoods, query, library, pauses);
  const queue = candidates.map((one) => ({ one, worth: worthOf(one, one.text.length) }));
  queue.sort((a, b) => a.worth - b.worth);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (!(await pauses.due())) return [];
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
    chosen.push({ path: one.path, at: one.at, text: one.text, value: valueOf(one) });
    room -= length;
    headed.add(one.path);
    for (const number of one.names) left[number] = 0;
  }
  return chosen;
}

/** Diffs and the like, the weightiest first, as far as there is room. */
function wholePieces(pieces: readonly Piece[], room: number): Chosen[] {
  const chosen: Chosen[] = [];
  for (const { path, lines, weight, source } of [...pieces].sort((a, b) => b.weight - a.weight)) {
    const text = lines.map(({ text }) => text).join("\n");
    const one = { path, at: lines[0]?.at ?? 0, text, value: weight, whole: source };
    if (costOf(one) > room) continue;
    chosen.push(one);
    room -= costOf(one);
  }
  return chosen;
}

function costOf({ path, text }: Chosen): number {
  return headerOf(path).length + text.length + 1;
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
