import type { Kind, Outcome } from "./outcome";

/** What the engine asks about how this person takes suggestions. */
export interface Taste {
  /** The share of shown suggestions that this person accepts, 0–1; a part counts as the part that it is. */
  acceptanceRate(languageId: string, kind?: Kind): number;
  /** How many of the latest suggestions were accepted one right after the other. */
  readonly streak: number;
  /** How many lines of a block are worth suggesting in this language. */
  lengthOf(languageId: string): number;
}

/** People accept 3 of 10 suggestions that they are shown, as published by makers of several completion services. */
const PRIOR_RATE = 0.3;
/** As many outcomes as the rate that is known already (of all languages, of one) weighs against a narrower one's own. */
const PRIOR_WEIGHT = 8;
/** After this many further outcomes an outcome counts half. */
const HALF_LIFE = 60;
const FADE = 0.5 ** (1 / HALF_LIFE);

const LINES_CONSIDERED = 30;
const PRIOR_LINES = [2, 3, 4, 5, 6, 8, 10, 14];
/** Nine of ten accepted blocks were no longer than this quantile says … */
const LONG = 0.9;
/** … and there is room for a longer one, or lengths could only ever shrink. */
const ROOM = 1.5;
const FEWEST_LINES = 4;
const MOST_LINES = 60;

/** Accepted and shown, of which older ones count less. */
class Rate {
  private accepted = 0;
  private shown = 0;

  add(accepted: number): void {
    this.accepted = this.accepted * FADE + accepted;
    this.shown = this.shown * FADE + 1;
  }

  /** The mean of a Beta distribution that begins at `prior`. */
  mean(prior: number): number {
    return (this.accepted + prior * PRIOR_WEIGHT) / (this.shown + PRIOR_WEIGHT);
  }
}

/** Learns from outcomes what is accepted. What a narrower place has not shown yet is taken from the wider one. */
export class Habits implements Taste {
  private all = new Rate();
  private readonly byLanguage = new Map<string, Rate>();
  private readonly byKind = new Map<string, Rate>();
  private readonly lines = new Map<string, number[]>();
  private inARow = 0;

  get streak(): number {
    return this.inARow;
  }

  /** @param outcome one that has ended; what remains of it later on is of no concern here */
  learn({ languageId, kind, end, accepted, characters, lines }: Outcome): void {
    this.inARow = end === "whole" ? this.inARow + 1 : end === "typedOver" ? 0 : this.inARow;
    const share = end === "whole" ? 1 : end === "part" && characters > 0 ? Math.min(1, accepted / characters) : 0;
    this.all.add(share);
    rateOf(this.byLanguage, languageId).add(share);
    rateOf(this.byKind, `${languageId} ${kind}`).add(share);
    if (kind === "block" && share > 0) {
      const known = this.lines.get(languageId) ?? [];
      this.lines.set(languageId, [...known, Math.max(1, Math.round(lines * share))].slice(-LINES_CONSIDERED));
    }
  }

  /** Begins anew. */
  forget(): void {
    this.all = new Rate();
    this.byLanguage.clear();
    this.byKind.clear();
    this.lines.clear();
    this.inARow = 0;
  }

  acceptanceRate(languageId: string, kind?: Kind): number {
    const everywhere = this.all.mean(PRIOR_RATE);
    const here = this.byLanguage.get(languageId)?.mean(everywhere) ?? everywhere;
    return kind === undefined ? here : (this.byKind.get(`${languageId} ${kind}`)?.mean(here) ?? here);
  }

  lengthOf(languageId: string): number {
    const sorted = [...PRIOR_LINES, ...(this.lines.get(languageId) ?? [])].toSorted((one, other) => one - other);
    const long = sorted[Math.floor(LONG * (sorted.length - 1))] ?? FEWEST_LINES;
    return Math.min(MOST_LINES, Math.max(FEWEST_LINES, Math.ceil(long * ROOM)));
  }
}

function rateOf(rates: Map<string, Rate>, name: string): Rate {
  const known = rates.get(name) ?? new Rate();
  rates.set(name, known);
  return known;
}
