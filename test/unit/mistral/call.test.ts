import assert from "node:assert/strict";
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { type Call, call } from "../../../src/mistral/call";
import { MistralClient } from "../../../src/mistral/client";
import type { Endpoint, Request } from "../../../src/mistral/exchange";
import { fetcher } from "../../../src/mistral/fetcher";
import { Gate } from "../../../src/mistral/gate/gate";
import { costOf } from "../../../src/mistral/models/prices";
import { RULES } from "../../../src/mistral/purpose";
import { record } from "../../../src/mistral/record";
import { serverName } from "../../../src/mistral/server";
import { readStream } from "../../../src/mistral/stream";
import { usageIn } from "../../../src/mistral/usage";
import { never } from "./support/asks";
import { accessTo, mistralForEachTest, Observer } from "./support/fixture";
import { HurriedClock } from "./support/hurriedClock";
import { answer, rawServerForEachTest, stream } from "./support/rawServer";

/** Looks like a key of Mistral's, and is none. */
const SECRET = `ghp_${"a1B2c3D4e5F6".repeat(3)}`;

/** What the next endpoint will be: all that is particular to it, and nothing else. */
const embeddings = (inputs: readonly string[]): Call<readonly unknown[]> => ({
  ...{ service: "embeddings", purpose: "background", model: "codestral-embed", path: "v1/embeddings" },
  sources: [{ path: "src/a.ts", characters: inputs.join("").length }],
  body: (redactor) => ({
    ...{ model: "codestral-embed", metadata: { of: "test" } },
    input: inputs.map((input) => redactor.take(input)),
  }),
  read: (said) => {
    const { data } = record(said);
    return Array.isArray(data) ? data.map((one) => record(one)["embedding"]) : undefined;
  },
});

/** A file that is sent as a form. */
const upload = (content: string): Call<string> => ({
  ...{ service: "files", purpose: "background", model: "", path: "v1/files" },
  body: (redactor) => {
    const form = new FormData();
    form.set("purpose", "batch");
    form.set("file", new File([redactor.take(content)], "batch.jsonl"));
    return form;
  },
  read: (said) => {
    const { id } = record(said);
    return typeof id === "string" ? id : undefined;
  },
});

const embedded = answer(
  200,
  JSON.stringify({ data: [{ embedding: [0.5, 1] }], usage: { prompt_tokens: 7, total_tokens: 7 } }),
);

describe("a call", () => {
  const raw = rawServerForEachTest();
  let observer: Observer;
  let clock: HurriedClock;
  let client: MistralClient;
  let bodies: string[];

  beforeEach(() => {
    observer = new Observer();
    clock = new HurriedClock();
    client = new MistralClient(accessTo(raw().url, "the-key"), observer, new Gate(clock));
    bodies = [];
  });

  /** Answers one after the other, and reads what was sent. */
  const answers = (...all: readonly RequestListener[]) => {
    const left = [...all];
    const next = async (...[request, response]: Parameters<RequestListener>) => {
      bodies.push(await textOf(request));
      left.shift()?.(request, response);
    };
    raw().answer = (...asked) => void next(...asked);
  };
  const outcomes = () => observer.heard.filter((each) => each !== "began");

  it("is answered, and on the accounts as any request is", async () => {
    answers(embedded);
    const called = await call(client, embeddings(["const a = 1;"]), never());
    assert.deepEqual(called, { kind: "value", value: [[0.5, 1]] });
    const [request] = raw().requests;
    assert.deepEqual([request?.method, request?.url], ["POST", "/v1/embeddings"]);
    assert.equal(request?.headers.authorization, "Bearer the-key");
    const [account] = observer.requests;
    assert.equal(account?.request.purpose, "background");
    assert.equal(account.request.characters, 12);
    assert.deepEqual(account.request.sources, [{ path: "src/a.ts", characters: 12 }]);
    assert.deepEqual(JSON.parse(account.request.body()), JSON.parse(bodies[0] ?? ""));
    assert.deepEqual(account.result?.usage, { prompt: 7, completion: 0, cached: 0 });
    assert.deepEqual([account.result?.estimated, account.result?.outcome], [false, "answered"]);
  });

  it("goes without secrets, in JSON and in forms", async () => {
    answers(embedded, answer(200, '{"id":"file-1"}'));
    await call(client, embeddings([`const token = "${SECRET}";`]), never());
    assert.deepEqual(await call(client, upload(`token: ${SECRET}\n`), never()), { kind: "value", value: "file-1" });
    for (const [at, body] of bodies.entries()) {
      assert.ok(body.length > 0 && !body.includes(SECRET), body);
      const account = observer.requests[at]?.request;
      assert.equal(account?.redactions.length, 1);
      assert.ok(!account.body().includes(SECRET));
    }
    assert.match(raw().requests[1]?.headers["content-type"] ?? "", /^multipart\/form-data; boundary=/);
    assert.match(bodies[1] ?? "", /name="file"; filename="batch\.jsonl"/);
    assert.match(observer.requests[1]?.request.body() ?? "", /"file":"batch\.jsonl, \d+ bytes"/);
  });

  it("is tried again where that helps: at a limit, after a fault, after a reset, and as a form", async () => {
    const limited = answer(429, "", { "retry-after": "20" });
    const reset: RequestListener = (request) => request.socket.destroy();
    answers(limited, answer(500, ""), reset, embedded);
    assert.equal((await call(client, embeddings(["a"]), never())).kind, "value");
    assert.deepEqual(outcomes(), ["rateLimited", "serverError", "reset", "answered"]);
    assert.ok(
      clock.waits.some((wait) => wait > 19_000 && wait <= 20_001),
      String(clock.waits),
    );
    assert.equal(new Set(bodies.slice(0, 2)).size, 1);
    answers(reset, answer(200, '{"id":"file-2"}'));
    assert.deepEqual(await call(client, upload("{}"), never()), { kind: "value", value: "file-2" });
    assert.ok((bodies.at(-1) ?? "").includes("batch.jsonl"));
  });

  it("waits for its turn at the gate, as its purpose does", async () => {
    const paused = { atOnce: () => 4, hedges: () => false, isPaused: (purpose: string) => purpose === "background" };
    const stopped = new MistralClient(accessTo(raw().url), observer, new Gate(clock, paused));
    answers(embedded);
    const abort = new AbortController();
    const called = call(stopped, embeddings(["a"]), abort.signal);
    assert.equal((await call(stopped, { ...embeddings(["b"]), purpose: "chat" }, never())).kind, "value");
    assert.equal(raw().requests.length, 1);
    abort.abort();
    assert.deepEqual(await called, { kind: "cancelled" });
    assert.equal(raw().requests.length, 1);
  });

  it("is asked otherwise where the server does not know a field, and remembers", async () => {
    const refused = answer(
      422,
      JSON.stringify({ detail: [{ loc: ["body", "metadata"], msg: "Extra inputs are not permitted" }] }),
    );
    answers(refused, embedded, embedded);
    for (let each = 0; each < 2; each++) assert.equal((await call(client, embeddings(["a"]), never())).kind, "value");
    assert.deepEqual(
      bodies.map((body) => "metadata" in record(JSON.parse(body))),
      [true, false, false],
    );
    assert.deepEqual(outcomes(), ["answered", "answered"]);
  });

  it("that is cancelled is cut, and no problem", async () => {
    let closed: Promise<unknown> | undefined;
    const abort = new AbortController();
    raw().answer = (request) => {
      closed = once(request.socket, "close");
      abort.abort();
    };
    assert.deepEqual(await call(client, embeddings(["a"]), abort.signal), { kind: "cancelled" });
    await closed;
    assert.deepEqual(observer.heard, ["began", "cancelled"]);
  });

  it("whose answer is none is a problem", async () => {
    const server = serverName(raw().url);
    for (const body of ["", "<html>", "{}", '{"data":[']) {
      answers(answer(200, body));
      assert.deepEqual(await call(client, embeddings(["a"]), never()), {
        kind: "problem",
        problem: { kind: "malformed", server },
      });
    }
    answers(answer(200, '{"error":"Unexpected endpoint or method. (POST /v1/embeddings)"}'));
    assert.deepEqual(await call(client, embeddings(["a"]), never()), {
      kind: "problem",
      problem: { kind: "notFound", server },
    });
  });

  it("does not leave for a server of Mistral's that has no such thing", async () => {
    for (const [server, asked, service] of [
      ["https://api.eu.mistral.ai", upload("{}"), "files"],
      ["https://api.us.mistral.ai/v1", upload("{}"), "files"],
      ["https://codestral.mistral.ai", embeddings(["a"]), "embeddings"],
    ] as const) {
      const there = new MistralClient(accessTo(server), observer, new Gate(clock));
      assert.deepEqual(await call<unknown>(there, asked, never()), {
        kind: "problem",
        problem: { kind: "notOffered", server: serverName(server), service },
      });
    }
    assert.deepEqual(observer.heard, []);
    // Where another key's server has it, that one is asked.
    const [one, other] = [await accessTo("https://codestral.mistral.ai").keys(), await accessTo(raw().url).keys()];
    const both = { server: () => raw().url, keys: async () => [...one, ...other] };
    answers(embedded);
    assert.equal(
      (await call(new MistralClient(both, observer, new Gate(clock)), embeddings(["a"]), never())).kind,
      "value",
    );
    assert.equal(raw().requests.length, 1);
  });
});

describe("a call to the local server, which keeps to the API's closed schemas", () => {
  const fixture = mistralForEachTest();

  it("for embeddings", async () => {
    const { client, observer } = fixture();
    const called = await call(client, embeddings(["one", "two"]), never());
    assert.ok(called.kind === "value", JSON.stringify(called));
    assert.deepEqual(
      called.value.map((one) => Array.isArray(one) && one.length),
      [1536, 1536],
    );
    const [{ request, result } = assert.fail()] = observer.requests;
    assert.equal(result?.estimated, false);
    assert.ok(result.usage.prompt > 0);
    assert.ok((costOf(request.model, "api.mistral.ai", result.usage) ?? 0) > 0);
  });

  it("for a document's pages, which is what it costs", async () => {
    const { client, observer } = fixture();
    const documentUrl = `data:text/plain;base64,${Buffer.from("first\fsecond\fthird").toString("base64")}`;
    const called = await call<readonly unknown[]>(
      client,
      {
        ...{ service: "ocr", purpose: "background", model: "mistral-ocr-latest", path: "v1/ocr" },
        body: () => ({ model: "mistral-ocr-latest", document: { type: "document_url", document_url: documentUrl } }),
        read: (said) => {
          const { pages } = record(said);
          return Array.isArray(pages) ? pages.map((page) => record(page)["markdown"]) : undefined;
        },
      },
      never(),
    );
    assert.ok(called.kind === "value", JSON.stringify(called));
    assert.equal(called.value.length, 3);
    const usage = observer.requests[0]?.result?.usage ?? assert.fail();
    assert.equal(usage.pages, 3);
    assert.equal(costOf("mistral-ocr-latest", "api.mistral.ai", usage), 0.012);
  });
});

interface Named {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Conversations stream events of their own, with names, and say their usage in the last of them. */
const conversation: Endpoint<Named> = {
  service: "conversations",
  async open({ base }) {
    const { body } = await fetcher(new globalThis.Request(`${base}/v1/conversations`, { method: "POST", body: "{}" }));
    const text = await new Response(body).text();
    const events = text.split("\n\n").flatMap((one) => {
      const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(one) ?? [];
      return event !== undefined && data !== undefined ? [{ event, data: record(JSON.parse(data)) }] : [];
    });
    return ReadableStream.from(events);
  },
  read: ({ event, data }) => ({
    ...{ says: event === "message.output.delta", ends: event === "conversation.response.done", usage: usageIn(data) },
    problem:
      event === "conversation.response.error" ? { kind: "failedInStream", detail: String(data["message"]) } : undefined,
  }),
};

describe("an endpoint whose stream is none of completions", () => {
  const raw = rawServerForEachTest();
  const asked: Request<Named> = {
    ...{ purpose: "chat", model: "mistral-medium-latest", patience: RULES.chat.patience, endpoint: conversation },
    outgoing: { characters: 5, sources: [], redactions: [], body: () => "{}" },
  };
  const named = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
  const started = named("conversation.response.started", {});
  const delta = named("message.output.delta", { content: "said" });
  const done = named("conversation.response.done", { usage: { prompt_tokens: 5, completion_tokens: 1 } });

  async function read() {
    const observer = new Observer();
    const client = new MistralClient(accessTo(raw().url), observer, new Gate(new HurriedClock()));
    const names: string[] = [];
    const events = readStream(client, asked, never());
    for (let next = await events.next(); ; next = await events.next()) {
      if (next.done) return { names, problem: next.value, observer };
      if (next.value.kind === "part") names.push(next.value.part.event);
    }
  }

  it("keeps its events' names, and is on the accounts", async () => {
    raw().answer = stream(started, delta, done);
    const { names, problem, observer } = await read();
    assert.deepEqual(names, ["conversation.response.started", "message.output.delta", "conversation.response.done"]);
    assert.equal(problem, undefined);
    assert.deepEqual(observer.requests[0]?.result?.usage, { prompt: 5, completion: 1, cached: 0 });
  });

  it("is tried again before a word is said, and not afterwards", async () => {
    const failed = named("conversation.response.error", { message: "gone" });
    const answers = [stream(started, failed), stream(started), stream(started, delta, done)];
    raw().answer = (request, response) => answers.shift()?.(request, response);
    const { problem, observer } = await read();
    assert.equal(problem, undefined);
    assert.deepEqual(
      observer.heard.filter((each) => each !== "began"),
      ["failedInStream", "unfinished", "answered"],
    );
    raw().answer = stream(started, delta, failed);
    assert.deepEqual((await read()).problem, { kind: "failedInStream", detail: "gone" });
    assert.equal(raw().requests.length, 4);
  });
});
