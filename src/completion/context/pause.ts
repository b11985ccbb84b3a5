/** How long anything may keep the thread, in milliseconds. */
const LONGEST_BLOCK_MS = 4;

/** Lets others work whenever its owner has worked long enough. */
export class Pauses {
  private since = performance.now();

  /** To be called often; costs nothing until a pause is due. @returns false once `signal` is aborted */
  async due(signal: AbortSignal): Promise<boolean> {
    if (performance.now() - this.since > LONGEST_BLOCK_MS) {
      await new Promise((resolve) => setImmediate(resolve));
      this.since = performance.now();
    }
    return !signal.aborted;
  }
}
