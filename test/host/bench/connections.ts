import { setTimeout as delay } from "node:timers/promises";
import { MistralClient } from "../../../src/mistral/client";
import { accessTo } from "../../bench/gateway/access";
import { ask } from "../../bench/gateway/request";
import { seededRandom } from "../../mistral/random";
import { report, setting } from "./report";

const COMPLETIONS = 100;
const CANCELLED = 60;
/** From one completion to the next key, at most. */
const LONGEST_PAUSE = 40;

/** One completion after the other, as somebody types; most are not wanted any more when their first word has come. */
export async function run(): Promise<void> {
  try {
    const random = seededRandom(Number(setting("SEED")));
    const client = new MistralClient(accessTo(setting("SERVER"), [setting("KEY")]), { sent() {}, ended() {} });
    for (const isCancelled of shuffled(random)) {
      await complete(client, isCancelled);
      await delay(random() * LONGEST_PAUSE);
    }
    await report("done");
  } catch (error) {
    await report(String(error));
  }
}

async function complete(client: MistralClient, isCancelled: boolean): Promise<void> {
  const abort = new AbortController();
  let last = "";
  for await (const event of ask(client, "completion", "const value = ", abort.signal)) {
    last = event.kind;
    if (isCancelled && event.kind === "text") abort.abort();
  }
  if (!isCancelled && last !== "end") throw new Error(`The completion came to a ${last}.`);
}

function shuffled(random: () => number): boolean[] {
  const places = Array.from({ length: COMPLETIONS }, (_, at) => ({ isCancelled: at < CANCELLED, place: random() }));
  return places.sort((a, b) => a.place - b.place).map(({ isCancelled }) => isCancelled);
}
