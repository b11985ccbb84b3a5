import assert from "node:assert/strict";
import type { LimitOptions } from "../../mistral/limits";
import { publicCatalogue } from "../../mistral/models";
import { type MistralServer, startMistralServer } from "../../mistral/server";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import { chatBody, chatPath, fimBody, fimPath, type RawAnswer, send } from "./support";

const KEYS = ["first-key", "second-key"] as const;

describe("the local server's rate limits", () => {
  let server: MistralServer | undefined;
  let now = 0;

  afterEach(() => server?.close());

  /** A server whose clock stands at `at` until the test moves it. */
  async function limited(limits: LimitOptions, at = 0): Promise<(key?: string, prompt?: string) => Promise<RawAnswer>> {
    now = at;
    const brain = new ScriptedBrain().onFim(/./, "x");
    const started = await startMistralServer({ brain, key: KEYS, limits: { now: () => now, ...limits } });
    server = started;
    return (key = KEYS[0], prompt = "abcd") => send(started, fimPath, { key, body: fimBody({ prompt, stream: true }) });
  }

  const told = () => server?.requests.map(({ comeBackAt }) => comeBackAt);
  const statuses = () => server?.requests.map(({ status }) => status);

  it("refuse what is too much in a minute with the API's 429, and let the next minute in", async () => {
    const ask = await limited({ requestsPerMinute: 2 }, 90_000);
    await ask();
    now += 10_000;
    await ask();
    now += 500;
    const { status, headers, body } = await ask();
    assert.equal(status, 429);
    assert.deepEqual(JSON.parse(body), {
      object: "error",
      message: "Rate limit exceeded",
      type: "rate_limited",
      param: null,
      code: "1300",
      raw_status_code: 429,
    });
    assert.equal(headers["retry-after"], "20", "19.5 s are left of the minute");
    now = 119_999;
    await ask();
    now = 120_000;
    await ask();
    assert.deepEqual(statuses(), [200, 200, 429, 429, 200]);
    assert.deepEqual(told(), [undefined, 120_000, 120_500, 120_999, undefined]);
  });

  it("look back from each request in a sliding window, in which a refused one does not count", async () => {
    const ask = await limited({ requestsPerMinute: 2, window: "sliding" }, 90_000);
    await ask();
    now = 120_000;
    await ask();
    now = 149_000;
    assert.equal((await ask()).headers["retry-after"], "1");
    now = 150_000;
    await ask();
    now = 179_000;
    await ask();
    now = 180_000;
    await ask();
    assert.deepEqual(statuses(), [200, 200, 429, 200, 429, 200]);
  });

  it("are each key's own", async () => {
    const ask = await limited({ requestsPerMinute: 1 });
    await ask(KEYS[0]);
    await ask(KEYS[1]);
    await ask(KEYS[0]);
    await ask(KEYS[1]);
    assert.deepEqual(statuses(), [200, 200, 429, 429]);
  });

  it("count a prompt's tokens, and wait until so many are free", async () => {
    const ask = await limited({ tokensPerMinute: 10, window: "sliding" });
    const prompt = (tokens: number) => "abcd".repeat(tokens);
    await ask(KEYS[0], prompt(4));
    now = 10_000;
    await ask(KEYS[0], prompt(5));
    now = 20_000;
    assert.equal((await ask(KEYS[0], prompt(2))).headers["retry-after"], "40", "the first four free enough");
    assert.equal((await ask(KEYS[0], prompt(6))).headers["retry-after"], "50");
    const last = await ask(KEYS[0], prompt(1));
    assert.equal(last.headers["x-ratelimit-remaining-tokens-minute"], "0");
    assert.deepEqual(statuses(), [200, 200, 429, 429, 200]);
    assert.deepEqual(told(), [undefined, undefined, 60_000, 70_000, 60_000]);
    now = 200_000;
    assert.equal((await ask(KEYS[0], prompt(11))).status, 200, "more than there ever is comes when nothing else does");
    assert.equal((await ask(KEYS[0], prompt(1))).status, 429);
  });

  it("allow one request a second where that is the limit, without a word of it in the headers", async () => {
    const ask = await limited({ requestsPerSecond: 1, window: "sliding" });
    const first = await ask();
    assert.equal(first.headers["x-ratelimit-remaining-req-minute"], "99999");
    now = 400;
    const second = await ask();
    assert.equal(second.headers["retry-after"], "1");
    assert.equal(second.headers["x-ratelimit-remaining-req-minute"], "99999");
    now = 1_000;
    await ask();
    assert.deepEqual(statuses(), [200, 429, 200]);
    assert.deepEqual(told(), [undefined, 1_400, undefined]);
  });

  it("stand in the headers of every answer", async () => {
    const ask = await limited({ requestsPerMinute: 2, tokensPerMinute: 100 });
    const left = ({ headers }: RawAnswer) =>
      [
        "limit-req-minute",
        "remaining-req-minute",
        "limit-tokens-minute",
        "remaining-tokens-minute",
        "tokens-query-cost",
      ].map((name) => headers[`x-ratelimit-${name}`]);
    assert.deepEqual(left(await ask()), ["2", "1", "100", "99", "1"]);
    assert.deepEqual(left(await ask(KEYS[0], "abcdefgh")), ["2", "0", "100", "97", "2"]);
    assert.deepEqual(left(await ask()), ["2", "0", "100", "97", "1"]);
  });

  it("say when to come again as a date, which is never too early", async () => {
    const ask = await limited({ requestsPerMinute: 1, retryAfter: "date" });
    await ask();
    const before = Date.now();
    const { headers } = await ask();
    const date = String(headers["retry-after"]);
    assert.match(date, /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    assert.ok(Date.parse(date) >= before + 60_000);
    assert.ok(Date.parse(date) <= Date.now() + 62_000);
    assert.deepEqual(told(), [60_000, 60_000]);
  });

  it("say nothing where that is the mood, and then nothing was told", async () => {
    const ask = await limited({ requestsPerMinute: 1, retryAfter: "none", headers: false });
    await ask();
    const { status, headers } = await ask();
    assert.equal(status, 429);
    assert.deepEqual(
      Object.keys(headers).filter((name) => /ratelimit|retry/.test(name)),
      [],
    );
    assert.deepEqual(told(), [undefined, undefined]);
  });

  it("tell by the headers alone that nothing is left", async () => {
    const ask = await limited({ requestsPerMinute: 1, retryAfter: "none" });
    await ask();
    await ask();
    assert.deepEqual(told(), [60_000, 60_000]);
  });

  it("let a mood say something else, and record what it said", async () => {
    const ask = await limited({ requestsPerMinute: 1_000 });
    assert.ok(server);
    for (const retryAfter of [7, "soon", -5, new Date(Date.now() + 30_000).toUTCString()]) {
      server.nextMood({ refuse: "rateLimited", retryAfter });
      assert.equal((await ask()).headers["retry-after"], String(retryAfter));
    }
    const [seconds, nonsense, past, date] = told() ?? [];
    assert.deepEqual([seconds, nonsense, past], [7_000, undefined, 0]);
    assert.ok(date !== undefined && date > 27_000 && date <= 30_000);
  });

  it("pass as quickly as a short minute does", async () => {
    const ask = await limited({ requestsPerMinute: 1, requestsPerSecond: 1, minuteMs: 600 });
    await ask();
    now = 599;
    assert.equal((await ask()).headers["retry-after"], "1");
    now = 600;
    await ask();
    assert.deepEqual(statuses(), [200, 429, 200]);
  });

  it("are not reached by a test that says nothing of them", async () => {
    const ask = await limited({});
    const { headers } = await ask();
    assert.equal(headers["x-ratelimit-limit-req-minute"], "100000");
    assert.equal(headers["x-ratelimit-limit-tokens-minute"], "1000000000");
  });
});

describe("the local server's limits per model", () => {
  const keys = ["first-key", "second-key", "third-key"];
  const models = { "mistral-medium-latest": { requestsPerMinute: 2 }, "codestral-2508": { requestsPerMinute: 3 } };
  let server: MistralServer | undefined;

  afterEach(() => server?.close());

  async function limited(limits: LimitOptions): Promise<(key: string, model?: string) => Promise<RawAnswer>> {
    const brain = new ScriptedBrain().onChat(/./, "x");
    const started = await startMistralServer({ brain, key: keys, limits: { now: () => 0, ...limits } });
    server = started;
    return (key, model = "mistral-medium-latest") => send(started, chatPath, { key, body: chatBody({ model }) });
  }

  const statuses = async (answers: readonly Promise<RawAnswer>[]) =>
    (await Promise.all(answers)).map(({ status }) => status);
  const left = ({ headers }: RawAnswer) => [
    headers["x-ratelimit-limit-req-minute"],
    headers["x-ratelimit-remaining-req-minute"],
    headers["x-ratelimit-limit-tokens-minute"],
  ];

  it("leave Codestral what chat has used up of another model, and headers tell of the model asked", async () => {
    const ask = await limited({ scope: "model", requestsPerMinute: 9, tokensPerMinute: 500, models });
    assert.ok(server);
    assert.deepEqual(left(await ask("first-key")), ["2", "1", "500"]);
    assert.deepEqual(left(await ask("first-key")), ["2", "0", "500"]);
    assert.equal((await ask("first-key")).status, 429);
    server.brain = new ScriptedBrain().onFim(/./, "x").onChat(/./, "x");
    const fim = await send(server, fimPath, { key: "first-key", body: fimBody() });
    assert.deepEqual([fim.status, left(fim)], [200, ["3", "2", "500"]]);
    assert.deepEqual(left(await ask("first-key", "codestral-latest")), ["3", "1", "500"], "whatever the endpoint");
    assert.deepEqual(left(await ask("first-key", "mistral-large-2512")), ["9", "8", "500"]);
  });

  it("count a model's aliases as the model, however the list shows them", async () => {
    const ask = await limited({ scope: "model", models });
    assert.ok(server);
    assert.deepEqual(await statuses([ask("first-key", "mistral-medium-3-5"), ask("first-key")]), [200, 200]);
    server.models = publicCatalogue({ entries: "aliases" });
    assert.deepEqual(await statuses([ask("first-key", "mistral-medium-3-5"), ask("first-key")]), [429, 429]);
  });

  it("are shared by the keys of one organisation", async () => {
    const ask = await limited({ scope: "model", models, organisations: [["first-key", "second-key"]] });
    assert.deepEqual(left(await ask("first-key")), ["2", "1", "1000000000"]);
    assert.deepEqual(left(await ask("second-key")), ["2", "0", "1000000000"]);
    assert.deepEqual(await statuses([ask("first-key"), ask("second-key"), ask("third-key")]), [429, 429, 200]);
  });

  it("are one for all models at a gateway", async () => {
    const ask = await limited({ scope: "key", requestsPerMinute: 2, models });
    assert.deepEqual(left(await ask("first-key")), ["2", "1", "1000000000"]);
    assert.deepEqual(left(await ask("first-key", "codestral-latest")), ["2", "0", "1000000000"]);
    assert.equal((await ask("first-key", "mistral-large-2512")).status, 429);
  });

  it("leave the limit of a second to all models together", async () => {
    const ask = await limited({ scope: "model", requestsPerSecond: 1 });
    assert.equal((await ask("first-key")).status, 200);
    assert.equal((await ask("first-key", "codestral-latest")).status, 429);
  });

  it("can be others while the server stands", async () => {
    const ask = await limited({ scope: "model", requestsPerMinute: 1 });
    assert.equal((await ask("first-key")).status, 200);
    assert.equal((await ask("first-key")).status, 429);
    server?.limit({ scope: "model", requestsPerMinute: 1, now: () => 0 });
    assert.equal((await ask("first-key")).status, 200);
    assert.equal((await ask("first-key")).status, 429);
  });
});

describe("what the local server records of its limits", () => {
  it("names an answer as its header does, and the connection that it came by", async () => {
    const server = await startMistralServer({ brain: new ScriptedBrain().onFim(/./, "x") });
    const answers = [
      await send(server, fimPath, { body: fimBody() }),
      await send(server, fimPath, { body: fimBody() }),
    ];
    assert.deepEqual(
      server.requests.map(({ correlationId }) => correlationId),
      answers.map(({ headers }) => headers["mistral-correlation-id"]),
    );
    assert.deepEqual(
      server.requests.map(({ connection }) => connection),
      [1, 2],
    );
    await server.close();
  });
});
