import { numbersIn, RecentValues } from "./recentValues";

/** What the engine asks about the server's speed. */
export interface ServerSpeed {
  /**
   * How long the server takes until the first text comes.
   * @param quantile 0–1: that share of the answers came sooner
   * @returns milliseconds
   */
  firstToken(quantile: number): number;
}

/** How many answers count: a server's pace changes with the hour. */
const CAPACITY = 50;
const KEPT = 20;
/** A hosted code model over an ordinary line; a handful, so that the first answers from elsewhere outweigh it. */
const PRIOR_FIRST_MS = [180, 240, 300, 380, 600];

interface LatencySummary {
  readonly firstToken: readonly number[];
}

/** Learns how fast one server answers. */
export class Latency implements ServerSpeed {
  private first = new RecentValues(CAPACITY, PRIOR_FIRST_MS);

  /** Begins anew with what `summary` gave before the last end; with nothing usable, as if nothing were known. */
  restore(kept?: unknown): void {
    const { firstToken } = typeof kept === "object" ? ({ ...kept } as Partial<LatencySummary>) : {};
    this.first = new RecentValues(CAPACITY, usable(firstToken, PRIOR_FIRST_MS));
  }

  /** An answer's first text came. @param milliseconds since the request was sent */
  began(milliseconds: number): void {
    if (milliseconds >= 0) {
      this.first.add(milliseconds);
    }
  }

  firstToken(quantile: number): number {
    return this.first.quantile(quantile);
  }

  summary(): LatencySummary {
    return { firstToken: this.first.summary(KEPT) };
  }
}

function usable(kept: unknown, prior: readonly number[]): readonly number[] {
  const values = numbersIn(kept).filter((value) => value >= 0);
  return values.length > 0 ? values : prior;
}
