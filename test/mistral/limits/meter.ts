export type WindowKind = "sliding" | "fixed";

export interface MeterOptions {
  /** So much may be spent in each period. */
  readonly limit: number;
  /** In milliseconds. */
  readonly period: number;
  readonly window: WindowKind;
}

interface Spending {
  readonly amount: number;
  /** From this moment on it counts no more. */
  readonly until: number;
}

/**
 * Counts what one key spends in a period. A sliding window lets each spending expire a whole period after it was made; a
 * fixed one begins anew at each full period of the clock, with everything forgotten. Times are whole milliseconds.
 */
export class Meter {
  readonly #options: MeterOptions;
  #spendings: Spending[] = [];
  #spent = 0;

  constructor(options: MeterOptions) {
    this.#options = options;
  }

  left(now: number): number {
    this.#forget(now);
    return Math.max(0, this.#options.limit - this.#spent);
  }

  /** The first moment at which so much fits, which is `now` if it fits already; all that there is must do for more. */
  fitsAt(amount: number, now: number): number {
    this.#forget(now);
    let over = this.#spent + Math.min(amount, this.#options.limit) - this.#options.limit;
    let at = now;
    for (const spending of this.#spendings) {
      if (over <= 0) break;
      over -= spending.amount;
      at = spending.until;
    }
    return at;
  }

  spend(amount: number, now: number): void {
    const { period, window } = this.#options;
    const until = window === "sliding" ? now + period : (Math.floor(now / period) + 1) * period;
    this.#spendings.push({ amount, until });
    this.#spent += amount;
  }

  #forget(now: number): void {
    const kept = this.#spendings.findIndex(({ until }) => until > now);
    for (const { amount } of this.#spendings.splice(0, kept === -1 ? this.#spendings.length : kept)) {
      this.#spent -= amount;
    }
  }
}
