import { openDatabase } from "../../../src/chat/database";
import { History } from "../../../src/chat/history";
import { KeptConversation } from "../../../src/chat/kept";
import { Lease } from "../../../src/chat/lease";

/** What is to be written, and where. */
export interface LongChat {
  readonly path: string;
  /** Questions and answers. */
  readonly messages: number;
  /** Of each answer. */
  readonly deltas: readonly string[];
}

/** Goes on with the chat that was open last in a history, as the chat itself writes it: delta by delta. */
export async function writeLive({ path, messages, deltas }: LongChat): Promise<void> {
  const damaged = (movedTo: string) => {
    throw new Error(`The history was damaged: ${movedTo}`);
  };
  const database = await openDatabase(path, damaged);
  const workspace = database.prepare("SELECT workspace FROM conversations ORDER BY created DESC LIMIT 1").get();
  const history = new History(database, String(workspace?.["workspace"]));
  const owner = { pid: process.pid, session: "another window" };
  const lease = new Lease(history, { owner, now: () => Date.now(), isRunning: () => false });
  let failure: unknown;
  const kept = new KeptConversation(history, lease, {
    failed: (error) => (failure ??= error),
    recovered: () => {},
    parted: () => (failure ??= new Error("Somebody else wrote the same chat.")),
  });
  kept.open();
  for (let at = 0; at < messages / 2; at++) {
    kept.add({ kind: "user", text: `Question ${at}?`, at: Date.now() });
    kept.add({ kind: "model", model: "mistral-medium-latest" });
    for (const delta of deltas) kept.add({ kind: "text", delta });
    kept.add({ kind: "usage", usage: { prompt: 1_000, completion: deltas.length, cached: 0 } });
    kept.add({ kind: "end", reason: "complete" });
  }
  kept.close();
  history.close();
  if (failure) throw failure;
}
