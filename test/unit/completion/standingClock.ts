import type { Clock } from "../../../src/mistral/clock";
import { settled } from "./liveModel";

/** A clock that stands still until it is moved on. */
export class StandingClock implements Clock {
  private time = 1_000;
  private readonly waiting = new Set<{ readonly until: number; readonly done: () => void }>();

  now(): number {
    return this.time;
  }

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted || milliseconds <= 0) return resolve();
      const one = { until: this.time + milliseconds, done: resolve };
      this.waiting.add(one);
      signal.addEventListener(
        "abort",
        () => {
          this.waiting.delete(one);
          resolve();
        },
        { once: true },
      );
    });
  }

  /** Settles when what the passing of time has set going has run. */
  async advance(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const one of [...this.waiting].filter(({ until }) => until <= this.time)) {
      this.waiting.delete(one);
      one.done();
    }
    await settled();
  }
}
