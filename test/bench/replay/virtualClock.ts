import type { Clock } from "../../../src/mistral/clock";

/** What the person and the server live by. */
export interface Time extends Clock {
  /** @returns a way to call it off */
  after(milliseconds: number, run: () => void): () => void;
  /** No time passes until this has settled: it takes none, or less than is measured here. */
  hold(work: Promise<void>): void;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Time that passes only from event to event, so that a day of typing takes seconds and every run is the same. */
export class VirtualClock implements Time {
  private time = 0;
  private count = 0;
  private readonly held = new Set<Promise<void>>();
  private readonly timers: Timer[] = [];

  now(): number {
    return this.time;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.time + Math.max(0, milliseconds), order: this.count++, run };
    const place = this.timers.findIndex(({ at }) => at > timer.at);
    this.timers.splice(place === -1 ? this.timers.length : place, 0, timer);
    return () => {
      const at = this.timers.indexOf(timer);
      if (at !== -1) this.timers.splice(at, 1);
    };
  }

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        callOff();
        signal.removeEventListener("abort", done);
        resolve();
      };
      const callOff = this.after(milliseconds, done);
      signal.addEventListener("abort", done, { once: true });
    });
  }

  hold(work: Promise<void>): void {
    this.held.add(work);
    void work.finally(() => this.held.delete(work));
  }

  /**
   * Runs event after event, each only when all that the one before it set going has come to rest, until `done` settles.
   * @throws what `done` is rejected with, and if nothing is left to happen before it settles
   */
  async run(done: Promise<void>): Promise<void> {
    const state = { isDone: false };
    const finished = finish(done, state);
    finished.catch(() => {});
    await this.rest();
    while (!state.isDone) {
      const next = this.timers.shift();
      if (!next) throw new Error("Nothing is left to happen, and the person is not done.");
      this.time = next.at;
      next.run();
      await this.rest();
    }
    await finished;
  }

  private async rest(): Promise<void> {
    await rest();
    while (this.held.size > 0) {
      await Promise.all(this.held);
      await rest();
    }
  }
}

async function finish(done: Promise<void>, state: { isDone: boolean }): Promise<void> {
  try {
    await done;
  } finally {
    state.isDone = true;
  }
}

/** All promises that can settle without time passing have settled then. */
function rest(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
