import { deepStrictEqual } from "node:assert";
import { isDeepStrictEqual } from "node:util";
import { setTimeout as pause } from "node:timers/promises";
import { PATIENCE_MS } from "./patience";

const betweenLooksMs = 30;

/** Looks again until what is seen is `expected`; else the error says what was seen last. */
export async function eventually<Seen>(look: () => Seen | Promise<Seen>, expected: Awaited<Seen>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (isDeepStrictEqual(seen, expected)) return;
    if (Date.now() > deadline) deepStrictEqual(seen, expected);
    await pause(betweenLooksMs);
  }
}
