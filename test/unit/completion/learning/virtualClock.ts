import type { Clock } from "../../../../src/mistral/clock";

/** Time that passes only when a test says so. */
export class VirtualClock implements Clock {
  private time = 0;
  private waiting: { readonly until: number; readonly done: () => void }[] = [];

  now(): number {
    return this.time;
  }

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const one = {
        until: this.time + milliseconds,
        done: () => {
          this.waiting = this.waiting.filter((other) => other !== one);
          resolve();
        },
      };
      this.waiting.push(one);
      signal.addEventListener("abort", one.done, { once: true });
      if (signal.aborted) one.done();
    });
  }

  /** How many wait. */
  get timers(): number {
    return this.waiting.length;
  }

  /** Lets time pass, one awaited moment after the other. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      await settled();
      const [next] = this.waiting.toSorted((one, other) => one.until - other.until);
      if (!next || next.until > end) break;
      this.time = Math.max(this.time, next.until);
      next.done();
    }
    this.time = end;
  }
}

/** Everything that can go on without time passing has gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
