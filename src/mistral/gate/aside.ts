import { backoffMs } from "./backoff";

/** What works when it is looked after, but not when it is needed, is left alone for so long, and twice as long each time … */
const RELAPSE_MS = 60_000;
/** … up to this. */
const LONGEST_RELAPSE_MS = 16 * 60_000;

/** Whether a key, or a server, is left to others because of a fault, and since when it may be well again. */
export class Aside {
  private isDown = false;
  private until = Number.NEGATIVE_INFINITY;
  private failures = 0;
  private relapses = 0;
  /** A look at it has shown that it is well, and no request yet. */
  private isConvalescent = false;

  /** Whether others are to be preferred. It ends when it is shown to be well, not by itself. */
  get isAside(): boolean {
    return this.isDown;
  }

  /** Whether it is time to look after it. */
  isDue(now: number): boolean {
    return this.isDown && now >= this.until;
  }

  /** @param least milliseconds that it takes at least */
  failed(now: number, random: number, least = 0): void {
    if (this.isDown && now < this.until) {
      return;
    }
    this.relapses += this.isConvalescent ? 1 : 0;
    const relapse = this.relapses > 0 ? Math.min(LONGEST_RELAPSE_MS, RELAPSE_MS * 2 ** (this.relapses - 1)) : 0;
    this.until = now + Math.max(least, relapse, backoffMs(++this.failures, random));
    this.isDown = true;
    this.isConvalescent = false;
  }

  /** It may be down: it is looked after at once. */
  suspected(now: number): void {
    if (!this.isDown) {
      this.isDown = true;
      this.until = now;
    }
  }

  /** A look at it has shown nothing bad. */
  seenWell(): void {
    this.isConvalescent ||= this.isDown;
    this.isDown = false;
  }

  /** It has answered a request. */
  answered(): void {
    this.isDown = false;
    this.isConvalescent = false;
    this.failures = 0;
    this.relapses = 0;
  }
}
