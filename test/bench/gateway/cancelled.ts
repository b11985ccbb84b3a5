import { setTimeout as delay } from "node:timers/promises";
import { wholeText } from "../../mistral/brain";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import { seededRandom } from "../../mistral/random";
import { preciseNow } from "../../mistral/recorder";
import { defaultKey, startMistralServer } from "../../mistral/server";
import { fullClient } from "./client";
import { ask } from "./request";

/** Until an answer begins, and from one word to the next. */
const PACE = { firstTokenMs: 20, betweenTokensMs: 2 };
/** Within these milliseconds after the request has arrived it is cancelled; the answer takes longer. */
const LATEST = 80;

/** Milliseconds from `abort()` to the end of the connection, as the server sees it, at random moments of an answer. */
export async function cancelTimes(ledger: string, seed: number, count: number): Promise<number[]> {
  const random = seededRandom(seed);
  const brain = new ScriptedBrain().onFim(/./, words).onChat(/./, words);
  const server = await startMistralServer({ brain, mood: PACE });
  const { client, close } = await fullClient(server.url, defaultKey, ledger);
  const times: number[] = [];
  try {
    for (let number = 0; number < count; number++) {
      server.forgetRequests();
      const abort = new AbortController();
      const purpose = number % 2 === 0 ? "completion" : "chat";
      const ended = drain(ask(client, purpose, `request ${number};`, abort.signal));
      const request = await server.waitForRequest(() => true);
      await delay(random() * LATEST);
      const abortedAt = preciseNow();
      abort.abort();
      await ended;
      const closed = await server.waitForClosed(request);
      if (closed !== "aborted-by-client") throw new Error(`The answer was ${closed} before it was cancelled.`);
      times.push((request.closedAt ?? Number.NaN) - abortedAt);
    }
    return times;
  } finally {
    close();
    await server.close();
  }
}

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events);
}

async function* words() {
  for (let word = 0; word < 1_000; word++) yield wholeText("word ");
}
