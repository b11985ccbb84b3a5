import type { Clock } from "../mistral/clock";

/** Work that is put off waits no longer than this, or one answer after the other would keep it from ever being done. */
const LONGEST_MS = 1_000;

/**
 * Whose turn it is. An answer takes many turns of the thread on its way to the screen, and each of them would wait for a
 * slice of whatever is put off: so while an answer is awaited that waits instead.
 */
export class Precedence {
  private awaited = 0;
  private calm = new AbortController();

  constructor(private readonly clock: Pick<Clock, "wait">) {}

  /** Until it settles, what is put off waits. */
  async give(answer: Promise<unknown>): Promise<void> {
    this.awaited++;
    try {
      await answer;
    } finally {
      this.awaited--;
      if (this.awaited === 0) {
        this.calm.abort("calm");
        this.calm = new AbortController();
      }
    }
  }

  /** Settles as soon as no answer is awaited, and not later than a second from now. */
  async calmed(): Promise<void> {
    if (this.awaited > 0) {
      await this.clock.wait(LONGEST_MS, this.calm.signal);
    }
  }
}
