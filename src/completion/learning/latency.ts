import { numbersIn, RecentValues } from "./recentValues";

/** What the engine asks about the server's speed. */
export interface ServerSpeed {
  /**
   * How long the server takes until the first text comes.
   * @param quantile 0–1: that share of the answers came sooner
   * @returns milliseconds
   */
  firstToken(quantile: number): number;
  /** Milliseconds from one token to the next (median). */
  perToken(): number;
}

/** How many answers count: a server's pace changes with the hour. */
const CAPACITY = 50;
const KEPT = 20;
/** A hosted code model over an ordinary line; a handful, so that the first answers from elsewhere outweigh it. */
const PRIOR_FIRST_MS = [180, 240, 300, 380, 600];
const PRIOR_TOKEN_MS = [8, 10, 12];

interface LatencySummary {
  readonly firstToken: readonly number[];
  readonly perToken: readonly number[];
}

/** Learns how fast one server answers. */
export class Latency implements ServerSpeed {
  private first = new RecentValues(CAPACITY, PRIOR_FIRST_MS);
  private token = new RecentValues(CAPACITY, PRIOR_TOKEN_MS);

  /** Begins anew with what `summary` gave before the last end; with nothing usable, as if nothing were known. */
  restore(kept?: unknown): void {
    const { firstToken, perToken } = typeof kept === "object" ? ({ ...kept } as Partial<LatencySummary>) : {};
    this.first = new RecentValues(CAPACITY, usable(firstToken, PRIOR_FIRST_MS));
    this.token = new RecentValues(CAPACITY, usable(perToken, PRIOR_TOKEN_MS));
  }

  /** An answer's first text came. @param milliseconds since the request was sent */
  began(milliseconds: number): void {
    if (milliseconds >= 0) {
      this.first.add(milliseconds);
    }
  }

  /**
   * An answer has ended or was left.
   * @param tokens that came after the first ones
   * @param milliseconds between the first tokens and the last
   */
  went(tokens: number, milliseconds: number): void {
    if (tokens > 0 && milliseconds >= 0) {
      this.token.add(milliseconds / tokens);
    }
  }

  firstToken(quantile: number): number {
    return this.first.quantile(quantile);
  }

  perToken(): number {
    return this.token.quantile(0.5);
  }

  summary(): LatencySummary {
    return { firstToken: this.first.summary(KEPT), perToken: this.token.summary(KEPT) };
  }
}

function usable(kept: unknown, prior: readonly number[]): readonly number[] {
  const values = numbersIn(kept).filter((value) => value >= 0);
  return values.length > 0 ? values : prior;
}
