import { type Clock, wallClock } from "./clock";

const SECOND = 1_000;

/** Says why something waits and for how many seconds yet, each second anew, until it waits no longer. */
export class Countdown {
  private running: AbortController | undefined;

  /** @param say gets "" when the wait is over */
  constructor(
    private readonly say: (message: string) => void,
    private readonly clock: Clock = wallClock,
  ) {}

  /**
   * @param until milliseconds since 1970; undefined: it waits no longer
   * @param sentence why; the seconds follow
   */
  set(until: number | undefined, sentence: string): void {
    const before = this.running;
    before?.abort();
    this.running = undefined;
    if (until !== undefined) {
      this.running = new AbortController();
      void this.count(until, sentence, this.running.signal);
    } else if (before) {
      this.say("");
    }
  }

  private async count(until: number, sentence: string, signal: AbortSignal): Promise<void> {
    for (let left = until - this.clock.now(); left > 0; left = until - this.clock.now()) {
      this.say(`${sentence} ${Math.ceil(left / SECOND)}\u00a0s`);
      await this.clock.wait(left % SECOND || SECOND, signal);
      if (signal.aborted) {
        return;
      }
    }
    this.say(`${sentence} a moment`);
  }
}
