import { MistralClient } from "../../../src/mistral/client";
import { Gate } from "../../../src/mistral/gate/gate";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import { defaultKey, startMistralServer } from "../../mistral/server";
import { VirtualClock } from "../replay/virtualClock";
import { accessTo } from "./access";
import { ask, CHAT_MODEL, COMPLETION_MODEL } from "./request";
import { warmUp, Wire } from "./wire";

const never = (): AbortSignal => new AbortController().signal;
const LATENCY_MS = 300;
/** As a public repository saw them in the API's headers. */
const LIMITS = { [CHAT_MODEL]: { requestsPerMinute: 25 }, [COMPLETION_MODEL]: { requestsPerMinute: 125 } };
/** More turns than the chat's model takes in the time. */
const TURNS = 60;
const ASKS = 40;
const EVERY_MS = 1_000;

/** Milliseconds that ghost text waits from asking to sending while the chat is at its model's limit, in virtual time. */
export async function perModelWaits(): Promise<readonly number[]> {
  await warmUp();
  const clock = new VirtualClock();
  const brain = new ScriptedBrain().onFim(/./, "return answer;").onChat(/./, "That is the answer.");
  const limits = { scope: "model", window: "sliding", models: LIMITS, now: () => clock.now() } as const;
  const server = await startMistralServer({ brain, limits });
  const wire = new Wire(clock, server, { latency: () => LATENCY_MS });
  const gate = new Gate(clock);
  const client = new MistralClient(accessTo(server.url, [defaultKey]), { sent() {}, ended() {} }, gate);
  const left = new AbortController();
  const waits: number[] = [];
  const chat = async (number: number) => {
    for await (const _event of ask(client, "chat", `turn ${number};`, left.signal));
  };
  const ghost = async () => {
    while (gate.waiting?.purpose !== "chat") await clock.wait(EVERY_MS, never());
    for (let number = 0; number < ASKS; number++) {
      const askedAt = clock.now();
      for await (const { kind } of ask(client, "completion", `request ${number};`, never())) {
        if (kind === "sent") waits.push(clock.now() - askedAt);
      }
      await clock.wait(EVERY_MS, never());
    }
    left.abort();
  };
  try {
    const turns = Array.from({ length: TURNS }, (_, number) => chat(number));
    await clock.run(Promise.all([...turns, ghost()]).then(() => undefined));
    return waits;
  } finally {
    wire.dispose();
    await server.close();
  }
}
