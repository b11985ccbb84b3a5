import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { Half } from "./half";

/** A window, and the half of the benchmark in its extension host. */
export interface Window {
  readonly page: Page;
  readonly half: Half;
}

/** Both sides of a window, as far as they show that they have their turns. */
interface Turning {
  readonly page: Pick<Page, "evaluate">;
  readonly half: Pick<Half, "ask">;
}

/** What has not come after so many turns does not come. */
export const TURNS = 100;
const BETWEEN_MS = 200;

/**
 * Waits for something that a window does. The limit is no time: a loaded machine is slow, and not at fault. As long as
 * the page or its extension host has no turn, nothing is lost; what is counted is how often both had one.
 * @throws once both had turn after turn and it has not come
 */
export async function patiently<T>(
  { page, half }: Turning,
  what: string,
  coming: Promise<T>,
  betweenMs = BETWEEN_MS,
): Promise<T> {
  const over = new AbortController();
  const givingUp = async (): Promise<never> => {
    for (let turn = 0; turn < TURNS; turn++) {
      await delay(betweenMs, undefined, { signal: over.signal });
      await Promise.all([page.evaluate(() => true), half.ask("turn")]);
    }
    throw new Error(`${what} has not come, though the window had ${TURNS} turns.`);
  };
  try {
    return await Promise.race([coming, givingUp()]);
  } finally {
    over.abort();
  }
}
