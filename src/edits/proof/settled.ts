import type { Clock } from "../../mistral/clock";

export interface SettleLimits {
  /** So long nothing was heard, in milliseconds. */
  readonly quietMs: number;
  /** Whatever goes on is not waited for any longer. */
  readonly mostMs: number;
}

/**
 * A TypeScript server says what is wrong some tenths of a second after it was asked for something else, and a slow one says it
 * file by file.
 */
export const SETTLE: SettleLimits = { quietMs: 1_200, mostMs: 20_000 };

/**
 * Waits until nothing has been heard for a while.
 * @param listen tells of each event until what it returns is called
 * @returns false if events were still coming when the time was up, or `signal` was aborted
 */
export async function settled(
  listen: (heard: () => void) => () => void,
  clock: Clock,
  signal: AbortSignal,
  { quietMs, mostMs }: SettleLimits = SETTLE,
): Promise<boolean> {
  const until = clock.now() + mostMs;
  let last = clock.now();
  const stop = listen(() => {
    last = clock.now();
  });
  try {
    while (!signal.aborted) {
      const now = clock.now();
      if (now - last >= quietMs) {
        return true;
      }
      if (now >= until) {
        return false;
      }
      await clock.wait(Math.min(last + quietMs, until) - now, signal);
    }
    return false;
  } finally {
    stop();
  }
}
