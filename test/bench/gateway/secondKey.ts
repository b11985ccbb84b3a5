import { isProblem, MistralClient } from "../../../src/mistral/client";
import { Gate, GATE_DEFAULTS } from "../../../src/mistral/gate/gate";
import { listModels } from "../../../src/mistral/models/listModels";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import { defaultKey, type MistralServer, startMistralServer } from "../../mistral/server";
import { VirtualClock } from "../replay/virtualClock";
import { ask } from "./request";
import { warmUp, Wire } from "./wire";

const never = (): AbortSignal => new AbortController().signal;
const LATENCY_MS = 300;
/** For a server that hangs; this time is real. */
const PATIENCE = { toFirstEvent: 3_000, betweenEvents: 3_000, afterFinish: 3_000 };
/** A look at a server that hangs holds the virtual clock up, and with it the answers of the one that is well. */
const LOOK_MS = 300;
const ASKS = 60;
const EVERY_MS = 5_000;

/** How the first of two servers may be down. */
const DOWN: Readonly<Record<string, (server: MistralServer) => unknown>> = {
  refusing: (server) => server.close(),
  hanging: (server) => (server.mood = { silent: true }),
  forbidding: (server) => (server.mood = { refuse: "guardrail" }),
  faulty: (server) => (server.mood = { refuse: "internal" }),
};

/** Asks of `ASKS` that are lost with one of two servers down, by how it is down. The first may be. */
export async function lostAsks(): Promise<Readonly<Record<string, number>>> {
  await warmUp();
  const lost: Record<string, number> = {};
  for (const [name, bring] of Object.entries(DOWN)) lost[name] = await lostWith(bring);
  return lost;
}

async function lostWith(bring: (server: MistralServer) => unknown): Promise<number> {
  const brain = new ScriptedBrain().onFim(/./, "return answer;").onChat(/./, "That is the answer.");
  const servers = [await startMistralServer({ brain }), await startMistralServer({ brain })] as const;
  const [down, well] = servers;
  const keys = servers.map(({ url }, at) => ({
    ...{ id: String(at), name: `key ${at + 1}`, server: url, work: "both" as const, secret: defaultKey },
  }));
  const clock = new VirtualClock();
  const gate: Gate = new Gate(clock, GATE_DEFAULTS, async (connection) => {
    const listed = await listModels(client, connection, never(), LOOK_MS);
    return isProblem(listed) ? listed : undefined;
  });
  const access = { server: () => well.url, keys: async () => keys };
  const client = new MistralClient(access, { sent() {}, ended() {} }, gate);
  await bring(down);
  const wire = new Wire(clock, well, { latency: () => LATENCY_MS });
  let lost = 0;
  const asking = async () => {
    for (let number = 0; number < ASKS; number++) {
      const purpose = number % 3 === 2 ? "chat" : "completion";
      let last = "";
      for await (const { kind } of ask(client, purpose, `request ${number};`, never(), PATIENCE)) last = kind;
      lost += last === "end" ? 0 : 1;
      await clock.wait(EVERY_MS, never());
    }
  };
  try {
    await clock.run(asking());
    return lost;
  } finally {
    wire.dispose();
    await Promise.allSettled(servers.map((server) => server.close()));
  }
}
