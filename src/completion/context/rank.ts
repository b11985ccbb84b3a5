import { LINE_COST, candidatesOf, neighboursOf } from "./candidates";
import type { Chosen } from "./chosen";
import { Draft, isSignature } from "./draft";
import { headerOf, shortPath } from "./header";
import { identifiersIn } from "./identifiers";
import { likelihoodsOf } from "./likelihood";
import type { IndexedFile, Library } from "./library";
import type { Pauses } from "./pause";
import type { ContextQuery, Findings, Piece } from "./source";
import { charactersOf } from "./tokens";
import { MOST_LINES, type Unit } from "./units";

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
 * Of all units, those that together hold most of the names that are likely to be written, for the fewest characters:
 * the best value for its length first, where a unit is worth what the chosen ones lack. Yields now and then; empty once
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
  const whole = wholePieces(pieces, budget * WHOLE_SHARE, query.path);
  const room = budget - sum(whole, (one) => costOf(one, query.path));
  const likelihoods = likelihoodsOf(clues, query, library);
  const candidates = await candidatesOf(likelihoods, library, pauses);
  const selection = new Selection(likelihoods, library, query.path, ranking.standing);
  selection.knows(whole);
  for (const { file, unit } of candidates) selection.offer(file, unit);
  if (!(await selection.fill(room, pauses))) return [];
  return [...whole, ...selection.chosen(room)];
}

interface Entry {
  readonly draft: Draft;
  readonly unit: Unit;
  worth: number;
}

/** What would be shown, and what that is worth. */
interface Showing {
  readonly units: readonly Unit[];
  readonly cost: number;
  readonly worth: number;
}

class Selection {
  private readonly drafts = new Map<IndexedFile, Draft>();
  /** What was chosen, in that order. */
  private readonly taken: { readonly file: IndexedFile; readonly units: readonly Unit[]; readonly value: number }[] =
    [];
  private readonly queue: Entry[] = [];
  /** What the names are still worth that are not shown yet. */
  private readonly left: Float32Array;

  constructor(
    likelihoods: Float32Array,
    private readonly library: Library,
    private readonly path: string,
    private readonly standing: ReadonlySet<string> = new Set(),
  ) {
    this.left = likelihoods.slice();
  }

  /** What these show need not be shown again. */
  knows(pieces: readonly Chosen[]): void {
    for (const { text } of pieces) {
      for (const name of identifiersIn(text)) this.left[this.library.number(name) ?? -1] = 0;
    }
  }

  offer(file: IndexedFile, unit: Unit): void {
    const known = this.drafts.get(file);
    const draft = known ?? new Draft(file, headerOf(shortPath(file.path, this.path)).length + 1);
    if (!known) this.drafts.set(file, draft);
    const length = file.lines.slice(unit.at, unit.end + 1).reduce((sum, line) => sum + line.length + 1, 0);
    const lines = Array.from({ length: unit.end + 1 - unit.at }, (_, offset) => unit.at + offset);
    // No more than this, whatever is chosen before: with a header, an owner's line or a neighbour it costs more.
    const worth = (this.valueOf(draft, lines) * STANDING_BONUS) / (length + LINE_COST);
    if (worth > 0) this.queue.push({ draft, unit, worth });
  }

  /** @returns false once the work is aborted */
  async fill(budget: number, pauses: Pauses): Promise<boolean> {
    let room = budget;
    this.queue.sort((a, b) => a.worth - b.worth);
    for (let entry = this.queue.pop(); entry !== undefined; entry = this.queue.pop()) {
      if (!(await pauses.due())) return false;
      const best = this.bestShowing(entry, room);
      if (!best || best.worth <= 0) continue;
      // Since it was put here others were chosen, so it may be worth less now than the next.
      if (best.worth < entry.worth && best.worth < (this.queue.at(-1)?.worth ?? 0)) {
        entry.worth = best.worth;
        insert(this.queue, entry);
        continue;
      }
      this.take(entry.draft, best);
      room -= best.cost;
    }
    return true;
  }

  /** What was chosen, file by file; costs are about right only, so it is without the last of it if there is no room. */
  chosen(room: number): Chosen[] {
    for (;;) {
      const chosen = this.texts();
      if (this.taken.length === 0 || sum(chosen, (one) => costOf(one, this.path)) <= room) return chosen;
      this.taken.pop();
    }
  }

  private texts(): Chosen[] {
    const drafts = new Map<IndexedFile, Draft>();
    for (const { file, units, value } of this.taken) {
      const draft = drafts.get(file) ?? new Draft(file);
      drafts.set(file, draft);
      draft.add(units);
      draft.value += value;
    }
    return [...drafts.values()].map((draft) => {
      const text = draft.text();
      return { path: draft.file.path, text, value: draft.value, source: draft.source(text.length) };
    });
  }

  private take(draft: Draft, { units, worth, cost }: Showing): void {
    const lines = draft.lacks(units);
    draft.add(units);
    this.taken.push({ file: draft.file, units, value: worth * (cost + LINE_COST) });
    for (const line of lines) for (const number of draft.file.names[line] ?? []) this.left[number] = 0;
    for (const { at, end } of units) {
      for (const unit of neighboursOf(draft.file, at, end)) {
        // Beside this one it needs no other neighbour.
        if (!draft.shows(unit.at)) this.again(draft, unit);
      }
    }
  }

  private again(draft: Draft, unit: Unit): void {
    const worth = this.showing(draft, [unit]).worth;
    if (worth > 0) insert(this.queue, { draft, unit, worth });
  }

  /** The unit by itself, or with a neighbour if it is a line that would stand alone. */
  private bestShowing({ draft, unit }: Entry, room: number): Showing | undefined {
    const { at, end } = unit;
    const isAlone = !isSignature(unit) && at === end && !draft.showsWhole(at - 1) && !draft.showsWhole(end + 1);
    const ways = isAlone
      ? neighboursOf(draft.file, at, end)
          .filter((other) => other.end - other.at + 2 <= MOST_LINES)
          .map((other) => [unit, other])
      : [[unit]];
    let best: Showing | undefined;
    for (const units of ways) {
      const showing = this.showing(draft, units);
      if (showing.cost <= room && showing.worth > (best?.worth ?? 0)) best = showing;
    }
    return best;
  }

  private showing(draft: Draft, units: readonly Unit[]): Showing {
    const lines = draft.lacks(units);
    const cost = draft.cost(units, lines);
    const stands = lines.some((line) => this.standing.has(draft.file.lines[line]?.trimEnd() ?? ""));
    const value = this.valueOf(draft, lines) * (stands ? STANDING_BONUS : 1);
    return { units, cost, worth: value / (cost + LINE_COST) };
  }

  private valueOf({ file }: Draft, lines: readonly number[]): number {
    const seen = new Set<number>();
    let value = 0;
    for (const line of lines) {
      for (const number of file.names[line] ?? []) {
        if (seen.has(number)) continue;
        seen.add(number);
        value += this.left[number] ?? 0;
      }
    }
    return value;
  }
}

/** Diffs and the like, the weightiest first, as far as there is room. */
function wholePieces(pieces: readonly Piece[], room: number, from: string): Chosen[] {
  const chosen: Chosen[] = [];
  for (const { path, lines, weight, source } of [...pieces].sort((a, b) => b.weight - a.weight)) {
    const text = lines.join("\n");
    const one = { path, text, value: weight, source: { ...source, characters: text.length } };
    if (costOf(one, from) > room) continue;
    chosen.push(one);
    room -= costOf(one, from);
  }
  return chosen;
}

function sum<T>(all: readonly T[], count: (one: T) => number): number {
  return all.reduce((total, one) => total + count(one), 0);
}

function costOf({ path, text }: Chosen, from: string): number {
  return headerOf(shortPath(path, from)).length + text.length + 1;
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
