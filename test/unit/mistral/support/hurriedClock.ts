import type { Clock } from "../../../../src/mistral/clock";

/** A clock on which every wait is over at once, because time jumps to its end. */
export class HurriedClock implements Clock {
  private skipped = 0;
  /** How long each wait would have been, in milliseconds. */
  readonly waits: number[] = [];

  now(): number {
    return performance.now() + this.skipped;
  }

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = setImmediate(() => {
        this.skipped += milliseconds;
        this.waits.push(milliseconds);
        resolve();
      });
      signal.addEventListener(
        "abort",
        () => {
          clearImmediate(timer);
          resolve();
        },
        { once: true },
      );
    });
  }
}
