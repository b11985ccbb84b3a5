import type { Clock } from "../clock";
import { type Change, isLocked, type OutcomeStore } from "./outcomeStore";

/** Nothing is written more often than this. */
const EVERY_MS = 1_000;
/** While nothing can be written, this many changes are held; then the oldest are lost. */
const MOST_HELD = 1_000;

/** Gathers what is to be written, and writes it at a moment when no key waits for it. */
export class Journal {
  private held: Change[] = [];
  private store: OutcomeStore | undefined;
  private timer: AbortController | undefined;

  /**
   * @param learnt is written along with what has happened
   * @param failed hears, once, that nothing more will be written, and why
   */
  constructor(
    private readonly clock: Clock,
    private readonly learnt: () => readonly Change[],
    private readonly failed: (error: unknown) => void,
  ) {}

  /** From now on there is something to write to. */
  open(store: OutcomeStore): void {
    this.store = store;
    this.setTimer();
  }

  push(change: Change): void {
    this.held.push(change);
    if (this.held.length > MOST_HELD) {
      this.held.shift();
    }
    this.setTimer();
  }

  /** Forgets what is not written yet. */
  clear(): void {
    this.held = [];
  }

  /** Writes what is held now. */
  flush(): void {
    if (!this.store || this.held.length === 0) {
      return;
    }
    try {
      this.store.write([...this.held, ...this.learnt()]);
      this.held = [];
    } catch (error) {
      if (!isLocked(error)) {
        this.store = undefined;
        this.failed(error);
      }
    }
  }

  dispose(): void {
    this.timer?.abort();
    this.flush();
    this.store = undefined;
  }

  private setTimer(): void {
    if (this.timer || !this.store || this.held.length === 0) {
      return;
    }
    this.timer = new AbortController();
    void this.flushLater(this.timer.signal);
  }

  private async flushLater(signal: AbortSignal): Promise<void> {
    await this.clock.wait(EVERY_MS, signal);
    if (!signal.aborted) {
      this.timer = undefined;
      this.flush();
      this.setTimer();
    }
  }
}
