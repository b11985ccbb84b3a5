import { numbersIn, RecentValues } from "./recentValues";

/** What the engine asks about this person's typing. */
export interface Rhythm {
  /**
   * How long this person's gaps between keys are.
   * @param quantile 0–1: that share of the gaps is shorter
   * @returns milliseconds
   */
  gap(quantile: number): number;
}

/** How many gaps count: a few minutes of typing, so that a tired evening is not measured by a brisk morning. */
const CAPACITY = 200;
/** Whoever pauses this long is reading or thinking. */
const PAUSE_MS = 2_000;
/** What is kept of the gaps until the next start. */
const KEPT = 40;
/**
 * An expert's real session (`typing-gaps.json` of the benchmark's data): median 105 ms, upper quartile 158,
 * ninth decile 317.
 */
const PRIOR_MS = [22, 44, 46, 65, 67, 68, 88, 90, 92, 98, 105, 111, 113, 125, 140, 158, 185, 240, 317, 420, 700];

/** Learns the gaps between one person's keys. */
export class TypingRhythm implements Rhythm {
  private gaps = new RecentValues(CAPACITY, PRIOR_MS);
  private last = Number.NEGATIVE_INFINITY;

  /** Begins anew with what `summary` gave before the last end; with nothing usable, as people ordinarily type. */
  restore(kept: unknown): void {
    const usable = numbersIn(kept).filter((gap) => gap > 0 && gap <= PAUSE_MS);
    this.gaps = new RecentValues(CAPACITY, usable.length > 0 ? usable : PRIOR_MS);
  }

  /** A key was pressed that wrote or deleted a character. @param at milliseconds since some fixed moment */
  key(at: number): void {
    const gap = at - this.last;
    this.last = at;
    if (gap > 0 && gap <= PAUSE_MS) {
      this.gaps.add(gap);
    }
  }

  gap(quantile: number): number {
    return this.gaps.quantile(quantile);
  }

  /** To be kept on disk: how long gaps are, not when anything was typed. */
  summary(): number[] {
    return this.gaps.summary(KEPT);
  }
}
