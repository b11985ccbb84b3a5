import assert from "node:assert/strict";
import { once } from "node:events";
import { accessTo } from "../../../bench/gateway/access";
import { ask, COMPLETION_MODEL } from "../../../bench/gateway/request";
import { warmUp, Wire } from "../../../bench/gateway/wire";
import { VirtualClock } from "../../../bench/replay/virtualClock";
import { wholeText } from "../../../mistral/brain";
import { ScriptedBrain } from "../../../mistral/brains/scripted";
import type { LimitOptions } from "../../../mistral/limits";
import type { Mood } from "../../../mistral/mood";
import { seededRandom } from "../../../mistral/random";
import { startMistralServer } from "../../../mistral/server";
import { isProblem, MistralClient } from "../../../../src/mistral/client";
import { Gate } from "../../../../src/mistral/gate/gate";
import type { ModelPurpose } from "../../../../src/mistral/purpose";
import { never } from "../support/asks";
import { Witness } from "./witness";

const REQUESTS = 50;
/** Requests are asked for within this time, in milliseconds. */
const SPAN = 60_000;
const AT_ONCE = 4;
/** A client waits no longer than this, whatever it is told. */
const LONGEST_WAIT = 10 * 60_000;
/** For what is never answered; this time is real. */
const LITTLE_PATIENCE = { toFirstEvent: 20, betweenEvents: 20, afterFinish: 20 };
const ANSWER = "one two three four five";

/** What the next request meets; drawn anew for each. */
type Weather = (random: () => number) => Mood;

interface Climate {
  readonly weather: Weather;
  /** The share of requests that the server falls silent on. */
  readonly silence?: number;
  readonly limits?: LimitOptions;
}

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toUTCString();

const refusals: Weather = (random) =>
  pick(random, [
    { refuse: "rateLimited", retryAfter: Math.ceil(random() * 20) },
    { refuse: "rateLimited", retryAfter: inSeconds(random() * 20) },
    { refuse: "rateLimited", retryAfter: 86_400_000 },
    { refuse: "rateLimited", retryAfter: inSeconds(-3_600) },
    { refuse: "rateLimited", retryAfter: "soon" },
    { refuse: "rateLimited", retryAfter: -5 },
    { refuse: "rateLimited" },
    { refuse: "capacity" },
  ]);

const faults: Weather = (random) =>
  pick(random, [
    { refuse: "internal" },
    { refuse: "badGateway" },
    { refuse: "unavailable" },
    { refuse: "unauthorizedDetail" },
    { truncateAfter: 0 },
    { truncateAfter: 2 },
    { destroyAfter: 0 },
    { destroyAfter: 2 },
    { inStreamError: { after: 1 } },
    { inStreamError: { after: 2, form: "finish" } },
    { unterminatedLastEvent: "finish" },
    { notJson: "html" },
    { brokenEvent: 1 },
  ]);

const either =
  (one: Weather, share: number, other: Weather): Weather =>
  (random) =>
    random() < share ? one(random) : other(random);
const fair: Weather = () => ({});

const climates: Readonly<Record<string, Climate>> = {
  "a storm of refusals": { weather: either(refusals, 0.5, fair) },
  "faults of all kinds": { weather: either(faults, 0.6, fair) },
  "one request a second": { weather: fair, limits: { requestsPerSecond: 1, window: "sliding" } },
  "one a second, said by a date": { weather: fair, limits: { requestsPerSecond: 1, retryAfter: "date" } },
  "twenty a minute, and nothing said of it": {
    weather: fair,
    limits: { requestsPerMinute: 20, headers: false, retryAfter: "none" },
  },
  "few tokens": { weather: either(faults, 0.2, fair), limits: { tokensPerMinute: 400 } },
  "silence now and then": { weather: fair, silence: 0.2 },
  "everything at once": {
    weather: either(refusals, 0.2, either(faults, 0.2, fair)),
    silence: 0.1,
    limits: { requestsPerMinute: 30, requestsPerSecond: 2 },
  },
};

describe("the gate in bad weather", function () {
  this.timeout(30_000);
  before(warmUp);

  for (const [name, climate] of Object.entries(climates)) {
    for (const seed of [1, 2, 3]) {
      it(`${name} (seed ${seed})`, () => weatherTheStorm(climate, seed));
    }
  }
});

/** Asks for a mix of things, some of which are cancelled at some moment, and holds what became of them to the rules. */
async function weatherTheStorm({ weather, silence = 0, limits = {} }: Climate, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const clock = new VirtualClock();
  const keys = ["first", "second", "third"].slice(0, 2 + (seed % 2));
  const brain = new ScriptedBrain().onFim(/./, ANSWER).onChat(/./, ANSWER);
  brain.onFim("is silent", says("")).onChat("is silent", says(""));
  brain.onFim("falls silent", says("one")).onChat("falls silent", says("one"));
  const server = await startMistralServer({ brain, key: keys, limits: { ...limits, now: () => clock.now() } });
  let isOver = false;
  const wire = new Wire(clock, server, {
    latency: () => 100 + 900 * random(),
    longestWait: LONGEST_WAIT,
    leaving: () => void (server.mood = isOver ? {} : weather(random)),
  });
  const witness = new Witness(() => clock.now());
  try {
    const client = new MistralClient(accessTo(server.url, keys), witness, new Gate(clock));
    const storm = Array.from({ length: REQUESTS }, (_, number) =>
      oneOf(client, clock, witness, { number, random, silence }),
    );
    await clock.run(Promise.all(storm).then(() => undefined));

    witness.assertOrder();
    assert.deepEqual(
      wire.sendings.filter(({ early }) => early),
      [],
      "a key was used before its time",
    );
    isOver = true;
    await clock.run(clock.wait(2 * LONGEST_WAIT, never()));
    await clock.run(assertAtRest(client, clock, wire, limits, keys.length));
    witness.assertOrder();
  } finally {
    wire.dispose();
    await server.close();
  }
}

async function oneOf(
  client: MistralClient,
  clock: VirtualClock,
  witness: Witness,
  { number, random, silence }: { number: number; random: () => number; silence: number },
): Promise<void> {
  const mark = `request ${number};`;
  const purpose = pick<ModelPurpose>(random, ["completion", "chat", "refactoring", "background"]);
  const abort = new AbortController();
  const [isCancelled, afterMs, afterEvents] = [random() < 0.4, random() * 20_000, Math.floor(random() * 6)];
  const isSilent = random() < silence;
  const prompt = isSilent ? `${mark} ${pick(random, ["is", "falls"])} silent` : mark;
  await clock.wait(random() * SPAN, never());
  witness.asked(mark, purpose, abort.signal);
  // Half of those that are cancelled are so at some moment, the others between two words.
  const timer = isCancelled && random() < 0.5 ? clock.after(afterMs, () => abort.abort()) : () => {};
  let events = 0;
  for await (const event of ask(client, purpose, prompt, abort.signal, isSilent ? LITTLE_PATIENCE : undefined)) {
    witness.heard(mark, event.kind);
    if (isCancelled && events++ === afterEvents) abort.abort();
  }
  timer();
  witness.over(mark);
}

/** Nothing is under way any more: as many as may be go out in the same moment. */
async function assertAtRest(
  client: MistralClient,
  clock: VirtualClock,
  wire: Wire,
  limits: LimitOptions,
  keys: number,
): Promise<void> {
  const connections = await client.connections("completion");
  assert.ok(!isProblem(connections));
  const ticket = { purpose: "completion" as const, model: COMPLETION_MODEL, tokens: 1, connections };
  assert.equal(client.gate.waitMs(ticket), 0);
  assert.equal(client.gate.waiting, undefined);
  // One after the other first: a key that was refused shows that it is well before it takes several.
  const isLimited = Object.keys(limits).length > 0;
  for (let count = 0; count < 2 * keys; count++) {
    await assertGoAtOnce(client, clock, wire, 1);
    await clock.wait(5_000, never());
  }
  if (!isLimited) await assertGoAtOnce(client, clock, wire, AT_ONCE * keys);
}

async function assertGoAtOnce(client: MistralClient, clock: VirtualClock, wire: Wire, count: number): Promise<void> {
  const [before, now] = [wire.sendings.length, clock.now()];
  const ends = await Promise.all(
    Array.from({ length: count }, async () => {
      let last = "";
      for await (const { kind } of ask(client, "completion", "afterwards;", never())) last = kind;
      return last;
    }),
  );
  assert.deepEqual(
    wire.sendings.slice(before).map(({ at }) => at),
    ends.map(() => now),
    "something is still taken to be under way",
  );
  assert.ok(ends.every((end) => end === "end"));
}

/** Says so much and then nothing, until the client leaves. */
const says = (words: string) =>
  async function* (_request: unknown, signal: AbortSignal) {
    if (words !== "") yield wholeText(words);
    await once(signal, "abort");
  };

function pick<T>(random: () => number, choices: readonly T[]): T {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new Error("There is nothing to choose from.");
  return choice;
}
