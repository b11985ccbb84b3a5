import assert from "node:assert/strict";
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { wholeText } from "../../mistral/brain";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import { type MistralServer, startMistralServer } from "../../mistral/server";
import { MistralClient } from "../../../src/mistral/client";
import { type ChatStreamEvent, streamChat } from "../../../src/mistral/chat";
import { systemClock } from "../../../src/mistral/clock";
import { Gate, GATE_DEFAULTS } from "../../../src/mistral/gate/gate";
import { asks, chatRequest, collect, fim, never, textOf } from "./support/asks";
import { accessTo, mistralForEachTest, Observer } from "./support/fixture";
import { HurriedClock } from "./support/hurriedClock";
import { answer, chunk, DONE, event, openStream, rawServerForEachTest, stream } from "./support/rawServer";
import { hang } from "./support/scripts";

/** All that is said of it, also before it leaves. */
const chat = (client: MistralClient, signal = never()) => streamChat(client, chatRequest, signal);
const kindsOf = (events: readonly { readonly kind: string }[]): string[] => events.map(({ kind }) => kind);
const waitsIn = (events: readonly ChatStreamEvent[]) => events.filter((event) => event.kind === "waiting");

describe("what is tried again", () => {
  const fixture = mistralForEachTest();
  const raw = rawServerForEachTest();

  it("is a chat at its limit, three times at most, and the person hears until when", async () => {
    const { client, server, brain, observer } = fixture();
    server.mood = { storm: 3, retryAfter: 20 };
    brain.nextChat("at last");
    const began = Date.now();
    const events = await collect(chat(client));
    assert.equal(textOf(events), "at last");
    assert.deepEqual(kindsOf(events).slice(0, 8), [
      ...["sent", "waiting", "sent", "waiting", "sent", "waiting", "sent", "text"],
    ]);
    for (const [at, wait] of waitsIn(events).entries()) {
      assert.ok(wait.until - began > 19_000 && wait.until - began < 30_000, String(wait.until - began));
      assert.deepEqual([wait.attempt, wait.attempts], [at + 2, 4]);
      assert.equal(wait.sentence, "The rate limit is reached; going on in");
    }
    assert.deepEqual(
      observer.heard.filter((each) => each !== "began"),
      ["rateLimited", "rateLimited", "rateLimited", "answered"],
    );
    server.mood = { storm: 4 };
    assert.equal((await asks.streamChat(client))?.kind, "rateLimited");
    assert.equal(server.requests.length, 8);
  });

  it("is not ghost text", async () => {
    const { client, server } = fixture();
    for (const [refuse, kind] of [
      ["internal", "serverError"],
      ["rateLimited", "rateLimited"],
    ] as const) {
      server.forgetRequests();
      server.mood = { refuse };
      assert.equal((await asks.streamFim(client))?.kind, kind);
      assert.equal(server.requests.length, 1);
    }
  });

  it("is a chat that the server has a fault with, later each time", async () => {
    const { server } = fixture();
    const clock = new HurriedClock();
    const client = new MistralClient(accessTo(server.url), new Observer(), new Gate(clock));
    server.mood = { refuse: "unavailable" };
    const events = await collect(chat(client));
    assert.equal(events.at(-1)?.kind, "problem");
    assert.equal(server.requests.length, 4);
    assert.equal(clock.waits.length, 3);
    for (const [at, wait] of clock.waits.entries()) {
      assert.ok(wait >= 500 * 2 ** at && wait <= 1_000 * 2 ** at + 1, String(wait));
    }
  });

  it("is a chat whose server hangs up, says no more than its role, or gives up, before a word is said", async () => {
    const role = chunk({ role: "assistant", content: "" });
    const beginnings: Readonly<Record<string, RequestListener>> = {
      reset: (request) => request.socket.destroy(),
      unfinished: stream(role),
      truncated: (request, response) => {
        openStream(role)(request, response);
        response.write("", () => response.destroy());
      },
      failedInStream: stream(role, event({ object: "error", message: "gone" })),
      serverTimeout: answer(408, ""),
    };
    for (const [kind, beginning] of Object.entries(beginnings)) {
      const observer = new Observer();
      const client = new MistralClient(accessTo(raw().url), observer, new Gate(new HurriedClock()));
      const answers = [beginning, beginning, stream(role, chunk({ content: "at last" }), chunk({}, "stop"), DONE)];
      raw().answer = (request, response) => answers.shift()?.(request, response);
      const events = await collect(chat(client));
      assert.equal(textOf(events), "at last", kind);
      assert.equal(events.at(-1)?.kind, "end", kind);
      assert.deepEqual(
        observer.heard.filter((each) => each !== "began"),
        [kind, kind, "answered"],
      );
    }
  });

  it("waits for as long as a server says that it is out of order", async () => {
    const { server, brain } = fixture();
    const clock = new HurriedClock();
    const client = new MistralClient(accessTo(server.url), new Observer(), new Gate(clock));
    server.mood = {};
    server.nextMood({ refuse: "unavailable", retryAfter: 42 });
    brain.nextChat("at last");
    const events = await collect(chat(client));
    assert.equal(textOf(events), "at last");
    assert.equal(clock.waits.length, 1);
    assert.ok(Math.abs((clock.waits[0] ?? 0) - 42_000) < 1_000, String(clock.waits));
    server.mood = { refuse: "unavailable", retryAfter: 42 };
    const problem = await asks.streamFim(client);
    assert.ok(problem?.kind === "serverError");
    assert.equal(problem.retryAfterMs, 42_000);
  });

  it("is nothing of which a part has been said", async () => {
    const { client, server, brain } = fixture();
    for (const mood of [{ truncateAfter: 2 }, { destroyAfter: 2 }, { inStreamError: { after: 2 } }]) {
      server.forgetRequests();
      server.mood = mood;
      brain.nextChat([wholeText("half "), wholeText("of it")]);
      assert.ok(await asks.streamChat(client));
      assert.equal(server.requests.length, 1);
    }
  });

  it("is nothing that would fail again", async () => {
    const { client, server } = fixture();
    for (const refuse of ["contextOverflow", "guardrail"] as const) {
      server.forgetRequests();
      server.mood = { refuse };
      assert.ok(await asks.streamChat(client));
      assert.equal(server.requests.length, 1);
    }
  });

  it("stops at once when it is no longer wanted, and leaves nothing behind", async () => {
    const { server, brain } = fixture();
    const observer = new Observer();
    const client = new MistralClient(accessTo(server.url), observer, new Gate(systemClock));
    server.mood = { storm: 1, retryAfter: 600 };
    const stop = new AbortController();
    const events: string[] = [];
    for await (const event of chat(client, stop.signal)) {
      events.push(event.kind);
      if (event.kind === "waiting") stop.abort();
    }
    assert.deepEqual(events, ["sent", "waiting"]);
    assert.deepEqual(observer.heard, ["began", "rateLimited"]);
    assert.equal(client.gate.waiting, undefined);
    assert.equal(server.requests.length, 1);
    // Whoever leaves without a signal leaves the queue too.
    for await (const event of chat(client)) if (event.kind === "waiting") break;
    assert.equal(client.gate.waiting, undefined);
    assert.equal(server.requests.length, 1);
    assert.deepEqual(brain.unmatched, []);
  });
});

describe("several keys", () => {
  let server: MistralServer;
  let observer: Observer;
  const brain = new ScriptedBrain();
  const clientWith = (...keys: string[]) =>
    new MistralClient(accessTo(server.url, ...keys), observer, new Gate(new HurriedClock()));
  const keysUsed = () => observer.requests.map(({ request }) => request.keyName);

  beforeEach(async () => {
    brain.clear();
    brain.onFim(/./, "done").onChat(/./, "done");
    observer = new Observer();
    server = await startMistralServer({ brain, key: ["good", "better"] });
  });
  afterEach(() => server.close());

  it("answer a chat with the next key when one is refused, without a wait", async () => {
    const client = clientWith("bad", "good");
    const events = await collect(chat(client));
    assert.deepEqual(kindsOf(events), ["sent", "sent", "text", "end"]);
    assert.deepEqual(keysUsed(), ["key 1", "key 2"]);
    await collect(chat(client));
    assert.deepEqual(keysUsed(), ["key 1", "key 2", "key 2"]);
  });

  it("tell the person when all of them are refused", async () => {
    assert.equal((await asks.streamChat(clientWith("bad", "worse")))?.kind, "refusedKey");
    assert.deepEqual(keysUsed(), ["key 1", "key 2"]);
  });

  it("go on with ghost text at the next request, and nothing has to be waited for", async () => {
    const client = clientWith("good", "better");
    server.nextMood({ refuse: "rateLimited", retryAfter: 300 });
    const problem = await asks.streamFim(client);
    assert.ok(problem?.kind === "rateLimited");
    assert.equal(problem.retryAfterMs, 0);
    for (let each = 0; each < 3; each++) assert.equal(textOf(await collect(fim(client))), "done");
    assert.deepEqual(keysUsed(), ["key 1", "key 2", "key 2", "key 2"]);
  });

  it("are used for their own work only", async () => {
    const all = await accessTo(server.url, "good", "better").keys();
    const access = {
      server: () => server.url,
      keys: async () =>
        all.map((key, at) => ({ ...key, work: at === 0 ? ("completion" as const) : ("chat" as const) })),
    };
    const client = new MistralClient(access, observer, new Gate(new HurriedClock()));
    for (let each = 0; each < 2; each++) {
      await collect(fim(client));
      await collect(chat(client));
    }
    assert.deepEqual(keysUsed(), ["key 1", "key 2", "key 1", "key 2"]);
  });
});

describe("a hedge", () => {
  const fixture = mistralForEachTest({ key: ["slow", "quick"] });
  /** A client that has seen the first key answer quickly. */
  async function hedging(hedges = true) {
    const { server, brain } = fixture();
    const observer = new Observer();
    const gate = new Gate(systemClock, { ...GATE_DEFAULTS, hedges: () => hedges });
    const client = new MistralClient(accessTo(server.url, "slow", "quick"), observer, gate);
    brain.onFim(/./, "usual");
    for (let each = 0; each < 50; each++) await collect(fim(client));
    server.forgetRequests();
    observer.requests.length = 0;
    return { client, observer, server, brain };
  }

  it("asks another key when the first is slower than usual, and cuts whoever is slower", async () => {
    const { client, observer, server, brain } = await hedging();
    brain.nextFim(async function* (_request, signal) {
      yield* [];
      await once(signal, "abort");
    });
    brain.nextFim("quicker");
    assert.equal(textOf(await collect(fim(client))), "quicker");
    // Either may have reached the server first, and met the slow answer.
    const closed = await Promise.all(server.requests.map((request) => server.waitForClosed(request)));
    assert.deepEqual(closed.toSorted(), ["aborted-by-client", "completed"]);
    const outcomes = observer.requests.map(({ result }) => result?.outcome);
    assert.ok(outcomes.includes("answered") && outcomes.includes("cancelled"), JSON.stringify(outcomes));
    assert.notEqual(observer.requests[0]?.request.keyName, observer.requests[1]?.request.keyName);
    assert.ok(
      observer.requests.every(({ result }) => (result?.usage.prompt ?? 0) > 0),
      "both are counted",
    );
  });

  it("is cut as a whole", async () => {
    const { client, server, brain } = await hedging();
    const stop = new AbortController();
    brain.nextFim(hangSilently).nextFim(hangSilently);
    const all = collect(fim(client, { signal: stop.signal }));
    await server.waitForRequest(() => server.requests.length === 2);
    stop.abort();
    assert.deepEqual(await all, []);
    for (const request of server.requests) assert.equal(await server.waitForClosed(request), "aborted-by-client");
  });

  it("is not made unless it is wanted", async () => {
    const { client, server, brain } = await hedging(false);
    brain.nextFim(hang);
    const stop = new AbortController();
    for await (const event of fim(client, { signal: stop.signal })) if (event.kind === "text") stop.abort();
    assert.equal(server.requests.length, 1);
  });
});

async function* hangSilently(_request: unknown, signal: AbortSignal) {
  yield* [];
  await once(signal, "abort");
}

describe("connections", () => {
  const fixture = mistralForEachTest();

  it("serve one answer after the other", async () => {
    const { client, server, brain } = fixture();
    brain.onFim(/./, "done").onChat(/./, "done");
    for (let each = 0; each < 10; each++) {
      await collect(fim(client));
      await collect(chat(client));
      for (const request of server.requests) await server.waitForClosed(request);
    }
    // The server may have ended an answer before the client has read its end: then the next request takes another one.
    assert.ok(server.connections <= 3, `${server.connections} for 20 answers`);
  });

  it("are given up when a server holds them after the end", async () => {
    const { client, server, brain } = fixture();
    brain.onFim(/./, "done");
    server.mood = { slowCloseAfterDoneMs: 60_000 };
    assert.equal(textOf(await collect(fim(client))), "done");
    const [request] = server.requests;
    assert.ok(request);
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
  });
});

describe("the account of a request", () => {
  const fixture = mistralForEachTest();

  it("has the server's own figures", async () => {
    const { client, observer, brain } = fixture();
    brain.nextFim("one two three");
    await collect(fim(client));
    const [only] = observer.requests;
    assert.equal(only?.result?.estimated, false);
    assert.ok((only?.result?.usage.completion ?? 0) > 0);
    assert.ok((only?.result?.wholeMs ?? 0) >= (only?.result?.firstTokenMs ?? Number.NaN));
  });

  it("estimates what a cancelled one has cost", async () => {
    const { client, observer, brain } = fixture();
    brain.nextFim(hang);
    const stop = new AbortController();
    for await (const event of fim(client, { signal: stop.signal })) if (event.kind === "text") stop.abort();
    const { result, request } = observer.requests[0] ?? assert.fail();
    assert.equal(result?.outcome, "cancelled");
    assert.equal(result?.estimated, true);
    assert.equal(result?.usage.prompt, Math.ceil(request.characters / 3.5));
    assert.ok((result?.usage.completion ?? 0) > 0);
  });

  it("counts nothing for what was refused", async () => {
    const { client, observer, server } = fixture();
    server.mood = { refuse: "rateLimited" };
    await collect(fim(client));
    assert.deepEqual(observer.requests[0]?.result?.usage, { prompt: 0, completion: 0, cached: 0 });
  });

  it("begins only when it leaves: what waits is on nobody's account", async () => {
    const { client, observer } = fixture();
    await collect(fim(client, { signal: AbortSignal.abort() }));
    assert.deepEqual(observer.heard, []);
    assert.equal((await client.connect("chat")) === (await client.connect("completion")), true);
  });
});
