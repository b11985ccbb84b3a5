import { isLocked } from "./database";

/** Where changes go. */
export interface Store<Change> {
  /** Writes all of them or none. @throws when another window writes at this moment, or the file is broken */
  write(changes: readonly Change[]): void;
}

/** Waits, or less if `signal` is aborted meanwhile. Never rejects. */
export interface Waiter {
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Nothing is written more often than this. */
const EVERY_MS = 1_000;
/** While nothing can be written, this many changes are held; then the oldest are lost. */
const MOST_HELD = 1_000;
const TRIES = 5;

/** Gathers what is to be written, and writes it at a moment when no key waits for it. */
export class Journal<Change> {
  private held: Change[] = [];
  private store: Store<Change> | undefined;
  private timer: AbortController | undefined;
  private isGivenUp = false;

  /** @param failed hears, once, that nothing more will be written, and why */
  constructor(
    private readonly clock: Waiter,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** From now on there is something to write to. */
  open(store: Store<Change>): void {
    this.isGivenUp = false;
    this.store = store;
    this.setTimer();
  }

  push(change: Change): void {
    if (this.isGivenUp) {
      return;
    }
    this.held.push(change);
    if (this.held.length > MOST_HELD) {
      this.held.shift();
    }
    this.setTimer();
  }

  /** There is nothing to write to, and nothing is held for it any more, unless `open` is called again. */
  giveUp(): void {
    this.isGivenUp = true;
    this.store = undefined;
    this.held = [];
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
    // Whoever hears of the writing may flush again.
    const changes = this.held;
    this.held = [];
    try {
      this.store.write(changes);
    } catch (error) {
      if (isLocked(error)) {
        this.held = changes;
      } else {
        this.giveUp();
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

/**
 * Tries again a second later, a few times, while another window holds the file.
 * @throws what `attempt` throws otherwise, or at last
 */
export async function unlessLocked(attempt: () => Promise<void>, clock: Waiter, signal: AbortSignal): Promise<void> {
  for (let tries = 1; !signal.aborted; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isLocked(error) || tries === TRIES) {
        throw error;
      }
      await clock.wait(EVERY_MS, signal);
    }
  }
}
