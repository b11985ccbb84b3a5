import { MistralClient } from "../../../src/mistral/client";
import { Gate } from "../../../src/mistral/gate/gate";
import type { ModelPurpose } from "../../../src/mistral/purpose";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import type { LimitOptions } from "../../mistral/limits";
import { seededRandom } from "../../mistral/random";
import { type MistralServer, startMistralServer } from "../../mistral/server";
import type { Figures } from "../benchmark";
import { VirtualClock } from "../replay/virtualClock";
import { percentile, rounded } from "../statistics";
import { accessTo } from "./access";
import { type Asked, requestsOf } from "./mix";
import { ask } from "./request";
import { type Sending, warmUp, Wire } from "./wire";

/** What an answer takes until it begins, in the server's time. */
const LATENCY = { least: 150, most: 900 };

export interface LimitedOptions {
  readonly seed: number;
  /** How many requests there are. */
  readonly count: number;
  readonly keys: readonly string[];
  readonly limits: LimitOptions;
}

/** One request that was asked for, and what became of it. */
interface Fate extends Asked {
  readonly askedAt: number;
  readonly answered: boolean;
}

export interface Limited {
  readonly lost: number;
  readonly early: number;
  /** Milliseconds from asking to sending. */
  readonly waits: Readonly<Record<ModelPurpose, readonly number[]>>;
  /** Requests that the server refused. */
  readonly refused: number;
  /** Milliseconds from the first asking to the last answer. */
  readonly span: number;
}

/** Sends a seeded mix of requests through one client to a server that limits, in virtual time. */
export async function limited({ seed, count, keys, limits }: LimitedOptions): Promise<Limited> {
  await warmUp();
  const clock = new VirtualClock();
  const random = seededRandom(seed);
  const brain = new ScriptedBrain().onFim(/./, "return answer;").onChat(/./, "That is the answer.");
  const server = await startMistralServer({ brain, key: keys, limits: { ...limits, now: () => clock.now() } });
  const latency = () => LATENCY.least + (LATENCY.most - LATENCY.least) * random();
  const wire = new Wire(clock, server, { latency });
  try {
    const client = new MistralClient(accessTo(server.url, keys), { sent() {}, ended() {} }, new Gate(clock));
    const fates: Fate[] = [];
    const everything = Promise.all(
      requestsOf(seed, count).map(async (asked) => {
        await clock.wait(asked.at, new AbortController().signal);
        const askedAt = clock.now();
        let answered = false;
        for await (const event of ask(client, asked.purpose, asked.prompt, new AbortController().signal)) {
          answered ||= event.kind === "end";
        }
        fates.push({ ...asked, askedAt, answered });
      }),
    );
    await clock.run(everything.then(() => undefined));
    return outcomeOf(fates, wire.sendings, server, clock.now());
  } finally {
    wire.dispose();
    await server.close();
  }
}

function outcomeOf(fates: readonly Fate[], sendings: readonly Sending[], server: MistralServer, span: number): Limited {
  const sentAt = lastSendings(sendings);
  const waits: Record<ModelPurpose, number[]> = { completion: [], chat: [], refactoring: [], background: [] };
  for (const { purpose, mark, askedAt } of fates) {
    const at = sentAt.get(mark);
    if (at !== undefined) waits[purpose].push(at - askedAt);
  }
  return {
    lost: fates.filter(({ answered }) => !answered).length,
    early: sendings.filter(({ early }) => early).length,
    waits,
    refused: server.requests.filter(({ status }) => status === 429).length,
    span,
  };
}

/** When each request was sent; one that was tried again, the last time. */
function lastSendings(sendings: readonly Sending[]): ReadonlyMap<string, number> {
  const found = sendings.map(
    ({ body, at }) => [/request \d+;/.exec(JSON.stringify(body) ?? "")?.[0] ?? "", at] as const,
  );
  return new Map(found);
}

/** The waits of one run for the table. */
export function limitedFigures({ lost, early, waits, refused, span }: Limited): Figures {
  const wait = (purpose: ModelPurpose, share: number) => ({
    label: `${purpose}: asked → sent, p${100 * share} (ms)`,
    value: Math.round(percentile(waits[purpose], share)),
  });
  return {
    lost: { label: "of 1,000 requests, ended without an answer", value: lost, aim: "0" },
    early: { label: "sent before their time", value: early, aim: "0" },
    refused: { label: "refused by the server (429)", value: refused },
    completionWaitP50: wait("completion", 0.5),
    completionWaitP95: wait("completion", 0.95),
    chatWaitP50: wait("chat", 0.5),
    refactoringWaitP50: wait("refactoring", 0.5),
    backgroundWaitP50: wait("background", 0.5),
    minutes: { label: "from the first asking to the last answer (minutes)", value: rounded(span / 60_000) },
  };
}
