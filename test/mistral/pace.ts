import { setTimeout as delay } from "node:timers/promises";
import type { Mood } from "./mood";
import { seededRandom } from "./random";

/** The waits of one answer. */
export class Pace {
  readonly #mood: Mood;
  readonly #random: () => number;

  constructor(mood: Mood) {
    this.#mood = mood;
    this.#random = seededRandom(mood.jitter?.seed ?? 0);
  }

  firstToken(signal: AbortSignal): Promise<void> {
    return this.#wait(this.#mood.firstTokenMs, signal);
  }

  nextToken(signal: AbortSignal): Promise<void> {
    return this.#wait(this.#mood.betweenTokensMs, signal);
  }

  afterDone(signal: AbortSignal): Promise<void> {
    return this.#wait(this.#mood.slowCloseAfterDoneMs, signal);
  }

  /** The length of the next wait. */
  stretched(ms: number): number {
    return ms * (1 + (this.#mood.jitter?.ratio ?? 0) * (2 * this.#random() - 1));
  }

  async #wait(ms: number | undefined, signal: AbortSignal): Promise<void> {
    if (ms !== undefined && ms > 0) await delay(this.stretched(ms), undefined, { signal });
  }
}
