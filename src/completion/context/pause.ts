/** How long anything may keep the thread, in milliseconds. */
const LONGEST_BLOCK_MS = 4;

/** Lets others work whenever a piece of work has gone on for long enough. All parts of one work share one of these. */
export class Pauses {
  private since = performance.now();

  constructor(readonly signal: AbortSignal) {}

  /** To be called often; costs nothing until a pause is due. @returns false once the signal is aborted */
  async due(): Promise<boolean> {
    if (performance.now() - this.since > LONGEST_BLOCK_MS) {
      await new Promise((resolve) => setImmediate(resolve));
      this.since = performance.now();
    }
    return !this.signal.aborted;
  }
}
