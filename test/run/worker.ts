import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { type FileRun, runFile } from "./mocha";
import { type Order, take, type TestEvent } from "./order";

interface Also {
  /** Hooks around the tests of each file. */
  readonly rootHooks?: FileRun["rootHooks"];
  /** Hears each event, too. */
  readonly hears?: (event: TestEvent) => void;
}

/**
 * Does what the order says, file by file, until nothing is left to take. After a failed hook it ends early: what it leaves
 * runs in a new process (and a new window), which the hook has not touched.
 */
export async function work(order: Order, { rootHooks, hears = () => {} }: Also = {}): Promise<void> {
  const tell = (event: TestEvent) => {
    appendFileSync(order.events, `${JSON.stringify(event)}\n`);
    hears(event);
  };
  const how = { timeoutMs: order.timeoutMs, words: order.words, rootHooks, tell };
  let isSound = true;
  for (const file of order.rest) isSound = isSound && (await runFile(file, how));
  for (const [place, path] of order.files.entries()) {
    if (!isSound) break;
    if (take(join(order.taken, String(place)))) isSound = await runFile({ path }, how);
  }
  tell({ kind: "done" });
}
