import assert from "node:assert/strict";
import { defaultKey } from "../../mistral/server";
import { publicCatalogue } from "../../mistral/models";
import type { RefusalName } from "../../mistral/refusals";
import { type ApiProblem, sentenceOf } from "../../../src/mistral/errors";
import { serverName } from "../../../src/mistral/server";
import { asks, chat, chatRequest, collect, fim, fimRequest } from "./support/asks";
import { clientFor, mistralForEachTest } from "./support/fixture";
import { answer, chunk, event, rawServerForEachTest, stream } from "./support/rawServer";

const extra = "example: Extra inputs are not permitted";
const overflow = "prompt is too long: 300000 tokens > 262144 maximum";

/** What each refusal of the local server is, `server` left out. */
const refusals: Readonly<Record<RefusalName, object>> = {
  badRequest: { kind: "invalid", status: 400, detail: "The request is not valid." },
  contextOverflow: { kind: "tooLong" },
  unauthorizedDetail: { kind: "refusedKey" },
  unauthorizedMessage: { kind: "refusedKey" },
  guardrail: { kind: "forbidden", detail: "Request blocked by guardrails" },
  notFound: { kind: "notFound" },
  unprocessable: { kind: "invalid", status: 422, detail: extra },
  unprocessableWrapped: { kind: "invalid", status: 422, detail: extra },
  rateLimited: { kind: "rateLimited", detail: "Rate limit exceeded" },
  capacity: { kind: "rateLimited", detail: "Service tier capacity exceeded for this model.", isModelBusy: true },
  internal: { kind: "serverError", status: 500 },
  badGateway: { kind: "serverError", status: 502 },
  unavailable: { kind: "serverError", status: 503 },
};

/** Answers that the API does not give, but proxies and compatible servers do. */
const strangers: readonly (readonly [number, string, Readonly<Record<string, string>>, object])[] = [
  [400, JSON.stringify({ error: { message: overflow, type: "invalid_request_error" } }), {}, { kind: "tooLong" }],
  [422, JSON.stringify({ message: "model_context_exceeded" }), {}, { kind: "tooLong" }],
  [413, "<h1>Request Entity Too Large</h1>", { "content-type": "text/html" }, { kind: "tooLong" }],
  [
    400,
    JSON.stringify({
      error: { code: 400, message: "request (9 tokens) exceeds the available context size (8 tokens)" },
    }),
    {},
    { kind: "tooLong" },
  ],
  [400, JSON.stringify({ error: "No." }), {}, { kind: "invalid", status: 400, detail: "No." }],
  [400, "{", {}, { kind: "invalid", status: 400, detail: "" }],
  [422, JSON.stringify({ detail: "No." }), {}, { kind: "invalid", status: 422, detail: "No." }],
  [
    404,
    JSON.stringify({ error: { message: "The model `x` does not exist." } }),
    {},
    { kind: "unusableModel", detail: "The model `x` does not exist." },
  ],
  [400, "null", {}, { kind: "invalid", status: 400, detail: "" }],
  [418, JSON.stringify(["teapot"]), {}, { kind: "invalid", status: 418, detail: "" }],
  [
    400,
    JSON.stringify({ message: "two\nlines\u202e\u200b and a tab\t." }),
    {},
    { kind: "invalid", status: 400, detail: "two lines and a tab ." },
  ],
  [403, "<h1>Blocked</h1>", { "content-type": "text/html" }, { kind: "forbidden", detail: "" }],
  [401, "", {}, { kind: "refusedKey" }],
];

/** A problem without what differs from run to run. */
function withoutServer(problem: ApiProblem | undefined): object {
  const {
    server: _server,
    model: _model,
    retryAfterMs: _wait,
    ...rest
  } = {
    ...{ server: "", model: "", retryAfterMs: 0 },
    ...problem,
  };
  return rest;
}

for (const [name, ask] of Object.entries(asks)) {
  describe(`what ${name} makes of an error of the API`, () => {
    const fixture = mistralForEachTest();
    const raw = rawServerForEachTest();

    for (const [refusal, expected] of Object.entries(refusals)) {
      it(refusal, async () => {
        const { client, server } = fixture();
        server.mood = { refuse: refusal as RefusalName };
        const problem = await ask(client);
        const isFim = refusal === "notFound" && name === "streamFim" ? { isFim: true } : {};
        assert.deepEqual(withoutServer(problem), { ...expected, ...isFim });
        if (problem && "server" in problem) assert.equal(problem.server, serverName(server.url));
      });
    }

    for (const [status, body, headers, expected] of strangers) {
      it(`${status} ${body.slice(0, 40)}`, async () => {
        raw().answer = answer(status, body, headers);
        assert.deepEqual(withoutServer(await ask(clientFor(raw().url))), expected);
      });
    }

    it("422 with a body that is no JSON, which the SDK reads itself and throws at", async () => {
      raw().answer = answer(422, "{");
      const expected = name.startsWith("stream") ? { kind: "malformed" } : { kind: "invalid", status: 422, detail: "" };
      assert.deepEqual(withoutServer(await ask(clientFor(raw().url))), expected);
    });

    it("200 with a body that is no JSON", async () => {
      const { client, server } = fixture();
      for (const notJson of ["broken", "html"] as const) {
        server.mood = { notJson };
        assert.deepEqual(await ask(client), { kind: "malformed", server: serverName(server.url) });
      }
      raw().answer = answer(200, '{"hello":"world"}');
      assert.equal((await ask(clientFor(raw().url)))?.kind, "malformed");
      raw().answer = (_request, response) => response.writeHead(204).end();
      assert.equal((await ask(clientFor(raw().url)))?.kind, "malformed");
    });

    it("the key shows in no problem, whatever the server repeats", async () => {
      const bodies = [
        { message: `The key ${defaultKey} is wrong (Bearer ${defaultKey})`, code: defaultKey, type: defaultKey },
        { detail: [{ loc: ["header", defaultKey], msg: defaultKey }] },
        { error: { message: defaultKey } },
        defaultKey,
      ];
      for (const status of [200, 400, 401, 403, 404, 418, 422, 429, 500]) {
        for (const body of bodies) {
          raw().answer = answer(status, JSON.stringify(body), { "x-key": defaultKey });
          const problem = await ask(clientFor(raw().url));
          assert.ok(problem, `${status} is no problem`);
          assert.doesNotMatch(JSON.stringify(problem), new RegExp(defaultKey));
          assert.doesNotMatch(sentenceOf(problem), new RegExp(defaultKey));
        }
      }
    });
  });
}

for (const [name, ask] of [
  ["streamFim", asks.streamFim],
  ["streamChat", asks.streamChat],
] as const) {
  describe(`what ${name} makes of an error in the stream`, () => {
    const raw = rawServerForEachTest();

    it("the key does not show", async () => {
      const said = `no ${defaultKey} here`;
      for (const error of [{ error: said }, { error: { message: said } }, { object: "error", message: said }]) {
        raw().answer = stream(chunk({ content: "a" }), event(error));
        const problem = await ask(clientFor(raw().url));
        assert.deepEqual(problem, { kind: "failedInStream", detail: "no … here" });
      }
    });
  });
}

describe("a model that cannot be used", () => {
  const fixture = mistralForEachTest();

  const problemWith = async (model: string, kind: "fim" | "chat") => {
    const { client } = fixture();
    const events =
      kind === "fim"
        ? await collect(fim(client, {}, { ...fimRequest, model }))
        : await collect(chat(client, {}, { ...chatRequest, model }));
    const [first] = events;
    assert.equal(first?.kind, "problem");
    return first.problem;
  };

  it("unknown", async () => {
    for (const kind of ["fim", "chat"] as const) {
      assert.deepEqual(await problemWith("gpt-x", kind), {
        kind: "unusableModel",
        model: "gpt-x",
        detail: "Invalid model: gpt-x",
      });
    }
  });

  it("retired, as documented and as seen", async () => {
    const { server } = fixture();
    server.models = publicCatalogue();
    for (const retiredStatus of [404, 400] as const) {
      server.mood = { retiredStatus };
      assert.deepEqual(await problemWith("devstral-2512", "chat"), {
        kind: "unusableModel",
        model: "devstral-2512",
        detail: "Model devstral-2512 has been retired. Use mistral-medium-3-5 instead.",
      });
    }
  });

  it("of another trade", async () => {
    const problem = await problemWith("mistral-medium-latest", "fim");
    assert.equal(problem.kind, "unusableModel");
  });
});

describe("a refusal for its rate", () => {
  const fixture = mistralForEachTest();

  it("says how long to wait if the server says it", async () => {
    const { client, server } = fixture();
    const wait = async (retryAfter: string | number) => {
      server.nextMood({ refuse: "rateLimited", retryAfter });
      const problem = await asks.listModels(client);
      assert.equal(problem?.kind, "rateLimited");
      return problem.retryAfterMs;
    };
    assert.equal(await wait(7), 7_000);
    assert.equal(await wait("1.5"), 1_500);
    assert.equal(await wait(1e12), 600_000);
    assert.equal(await wait(-3), 0);
    assert.equal(await wait("soon"), undefined);
    assert.equal(await wait(""), undefined);
    assert.equal(await wait("Fri, 31 Jul 2026 10:00:00 GMT".replace("2026", "2006")), 0);
    const inTwoMinutes = await wait(new Date(Date.now() + 120_000).toUTCString());
    assert.ok(inTwoMinutes !== undefined && inTwoMinutes > 60_000 && inTwoMinutes <= 120_000);
  });
});
