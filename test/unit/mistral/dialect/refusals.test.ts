import assert from "node:assert/strict";
import * as z from "zod";
import { text, thinking } from "../../../mistral/brain";
import { MistralClient } from "../../../../src/mistral/client";
import { askStructured } from "../../../../src/mistral/structured";
import { chat, chatRequest, collect, fim, fimRequest, never } from "../support/asks";
import { clientFor, mistralForEachTest, Observer } from "../support/fixture";
import { answer, chunk, DONE, rawServerForEachTest, stream } from "../support/rawServer";

const request = { ...fimRequest, promptCacheKey: "k" };
const schema = z.strictObject({ path: z.string() });
const good = { path: "a.ts" };

describe("fields that a server does not know", () => {
  const fixture = mistralForEachTest({ mood: { unknownFields: ["prompt_cache_key", "temperature"] } });
  const fields = () =>
    fixture().server.requests.map(({ body, status }) => {
      const sent = Object.keys(body as object);
      return [status, sent.includes("prompt_cache_key"), sent.includes("temperature")];
    });

  for (const unprocessableBody of ["detail", "wrapped"] as const) {
    it(`ghost text is not asked for twice, but the next time without them (${unprocessableBody})`, async () => {
      const { client, brain, server } = fixture();
      server.mood = { ...server.mood, unprocessableBody };
      brain.nextFim("x").nextFim("y");
      const [refused] = await collect(fim(client, {}, request));
      assert.ok(refused?.kind === "problem" && refused.problem.kind === "invalid");
      assert.deepEqual(fields(), [[422, true, true]]);
      for (let count = 0; count < 2; count++) {
        assert.equal((await collect(fim(client, {}, request))).at(-1)?.kind, "end");
      }
      assert.deepEqual(fields().slice(1), [
        [200, false, false],
        [200, false, false],
      ]);
    });
  }

  it("are known for all keys of the server, and for no other server", async () => {
    const { server, brain } = fixture();
    const keys = ["first", "second"].map((name) => ({
      ...{ id: name, name, work: "both" as const, secret: name },
      server: server.url,
    }));
    server.keys = ["first", "second"];
    let at = 0;
    const client = new MistralClient(
      { server: () => server.url, keys: async () => keys.slice(at, at + 1) },
      new Observer(),
    );
    await collect(fim(client, {}, request));
    at = 1;
    brain.nextFim("x");
    assert.equal((await collect(fim(client, {}, request))).at(-1)?.kind, "end");
    await collect(fim(clientFor(server.url, "first"), {}, request));
    assert.deepEqual(
      fields().map(([status]) => status),
      [422, 200, 422],
    );
  });
});

describe("a chat that is refused for how it was asked", () => {
  const fixture = mistralForEachTest();
  const raw = rawServerForEachTest();

  it("is asked again at once, as the server takes it, and so from then on, whatever the model", async () => {
    const bodies: Record<string, unknown>[] = [];
    raw().answer = (incoming, response) => {
      let body = "";
      incoming.on("data", (part: Buffer) => (body += part.toString()));
      incoming.on("end", () => {
        const sent = JSON.parse(body) as Record<string, unknown>;
        bodies.push(sent);
        if ("stream_options" in sent)
          answer(400, '{"error":"Unknown parameter: \'stream_options\'."}')(incoming, response);
        else if (bodies.length === 1) answer(400, '{"error":{"message":"invalid message format"}}')(incoming, response);
        else stream(chunk({ content: "a" }, "stop"), DONE)(incoming, response);
      });
    };
    const client = clientFor(raw().url);
    const messages = [
      ...chatRequest.messages,
      { role: "assistant", content: "a", thinking: "hm" },
      { role: "user", content: "b" },
    ] as const;
    const options = () => bodies.map((body) => ["stream_options" in body, JSON.stringify(body).includes("thinking")]);
    const ask = async (model: string) => (await collect(chat(client, {}, { ...chatRequest, model, messages }))).at(-1);
    assert.equal((await ask("one"))?.kind, "end");
    assert.deepEqual(options(), [
      [false, true],
      [false, false],
    ]);
    // The answer came without a usage, so it is asked for, once.
    assert.equal((await ask("one"))?.kind, "end");
    assert.deepEqual(options().slice(2), [
      [true, false],
      [false, false],
    ]);
    assert.equal((await ask("two"))?.kind, "end");
    assert.deepEqual(options().slice(4), [[false, false]]);
  });

  it("is asked with the fields of Mistral's schema only, as long as the server tells the usage as Mistral does", async () => {
    const usage = { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 };
    const bodies: string[] = [];
    raw().answer = (incoming, response) => {
      let body = "";
      incoming.on("data", (part: Buffer) => (body += part.toString()));
      incoming.on("end", () => {
        bodies.push(body);
        stream(chunk({ content: "a" }, "stop", { usage }), DONE)(incoming, response);
      });
    };
    const client = clientFor(raw().url);
    for (const model of ["one", "one", "two"]) {
      assert.equal((await collect(chat(client, {}, { ...chatRequest, model }))).at(-1)?.kind, "end");
    }
    assert.equal(bodies.length, 3);
    for (const body of bodies) assert.ok(!body.includes("stream_options"), body);
  });

  it("is not asked again when that changes nothing", async () => {
    raw().answer = answer(400, '{"error":{"message":"Unknown trouble with the parameter temperature and the schema"}}');
    const client = clientFor(raw().url);
    const first = (await collect(chat(client))).at(-1);
    assert.ok(first?.kind === "problem" && first.problem.kind === "invalid");
    assert.equal(raw().requests.length, 1);
    await collect(chat(client));
    assert.equal(raw().requests.length, 2);
  });

  it("is not asked again when cancelled", async () => {
    const abort = new AbortController();
    raw().answer = (incoming, response) => {
      abort.abort();
      answer(400, '{"error":"no"}')(incoming, response);
    };
    assert.deepEqual(await collect(chat(clientFor(raw().url), { signal: abort.signal })), []);
    assert.equal(raw().requests.length, 1);
  });

  it("replays thinking to Mistral's API behind another address, which says who it is", async () => {
    const { brain, server, client } = fixture();
    brain.nextChat([thinking("hm"), text("a")]).nextChat("b");
    await collect(chat(client));
    const messages = [
      ...chatRequest.messages,
      { role: "assistant", content: "a", thinking: "hm" },
      { role: "user", content: "q" },
    ] as const;
    await collect(chat(client, {}, { ...chatRequest, messages }));
    assert.match(JSON.stringify(server.requests[1]?.body), /"type":"thinking"/);
    assert.doesNotMatch(JSON.stringify(server.requests[1]?.body), /stream_options/);
  });
});

describe("an answer of a closed form from a server without schemas", () => {
  const fixture = mistralForEachTest();
  const raw = rawServerForEachTest();

  const ask = (model = "mistral-medium-latest") =>
    askStructured(
      fixture().client,
      {
        ...{ purpose: "refactoring", model, name: "which", schema },
        messages: [
          { role: "system", content: "s" },
          { role: "user", content: "Which?" },
        ],
      },
      never(),
    );
  const formats = () =>
    fixture().server.requests.map(({ body, status }) => {
      const { response_format: format, messages } = body as { response_format?: { type: string }; messages: unknown[] };
      return [status, format?.type, /"additionalProperties/.test(JSON.stringify(messages[0]).replaceAll("\\", ""))];
    });

  it("is asked for as JSON with the schema in the prompt, and so from then on", async () => {
    const { brain, server } = fixture();
    server.mood = { unknownFormats: ["json_schema"] };
    brain.nextChat(JSON.stringify(good)).nextChat(JSON.stringify(good));
    assert.deepEqual(await ask(), { kind: "value", value: good });
    assert.deepEqual(await ask(), { kind: "value", value: good });
    assert.deepEqual(formats(), [
      [400, "json_schema", false],
      [200, "json_object", true],
      [200, "json_object", true],
    ]);
    const body = server.requests[1]?.body;
    assert.ok(body);
    const { messages } = body as { messages: { role: string; content: string }[] };
    assert.match(messages[0]?.content ?? "", /^s\n\nAnswer with one JSON value/);
    assert.deepEqual(
      messages.map((message) => message.role),
      ["system", "user"],
    );
  });

  it("is asked for in words where even JSON is refused", async () => {
    const { brain, server } = fixture();
    server.mood = { unknownFormats: ["json_schema", "json_object"] };
    brain.nextChat(`Here you are:\n\`\`\`json\n${JSON.stringify(good)}\n\`\`\``);
    assert.deepEqual(await ask(), { kind: "value", value: good });
    assert.deepEqual(formats(), [
      [400, "json_schema", false],
      [400, "json_object", true],
      [200, undefined, true],
    ]);
  });

  it("is still asked for with its schema after another request was refused for one", async () => {
    const bodies: string[] = [];
    raw().answer = (incoming, response) => {
      let body = "";
      incoming.on("data", (part: Buffer) => (body += part.toString()));
      incoming.on("end", () => {
        bodies.push(body);
        if (body.includes('"tools"')) answer(400, '{"message":"Invalid schema for function t"}')(incoming, response);
        else stream(chunk({ content: JSON.stringify(good) }, "stop"), DONE)(incoming, response);
      });
    };
    const client = clientFor(raw().url);
    const tools = [{ name: "t", description: "", parameters: {} }];
    assert.equal((await collect(chat(client, {}, { ...chatRequest, tools }))).at(-1)?.kind, "problem");
    const asked = {
      purpose: "refactoring" as const,
      model: chatRequest.model,
      messages: chatRequest.messages,
      name: "which",
      schema,
    };
    assert.deepEqual(await askStructured(client, asked, never()), { kind: "value", value: good });
    assert.match(bodies.at(-1) ?? "", /"type":"json_schema"/);
  });

  it("is asked of each model in its own form, and leaves other requests alone", async () => {
    const { brain, server, client } = fixture();
    server.nextMood({ unknownFormats: ["json_schema"] });
    brain.nextChat(JSON.stringify(good)).nextChat(JSON.stringify(good)).nextChat("Hello.");
    await ask();
    await ask("codestral-latest");
    await collect(chat(client));
    assert.deepEqual(formats(), [
      [400, "json_schema", false],
      [200, "json_object", true],
      [200, "json_schema", false],
      [200, undefined, false],
    ]);
  });
});

describe("a server without a key", () => {
  const raw = rawServerForEachTest();

  it("is sent none, also when the environment has one", async () => {
    const before = process.env["MISTRAL_API_KEY"];
    process.env["MISTRAL_API_KEY"] = "of-somebody-else";
    try {
      raw().answer = stream(chunk({ content: "a" }, "stop"), DONE);
      const client = clientFor(raw().url, "");
      assert.equal((await collect(chat(client))).at(-1)?.kind, "end");
      assert.equal((await collect(fim(client))).at(-1)?.kind, "end");
      for (const { headers } of raw().requests) {
        assert.ok(!("authorization" in headers));
        assert.doesNotMatch(JSON.stringify(headers), /somebody/);
      }
      assert.equal(raw().requests.length, 2);
    } finally {
      if (before === undefined) delete process.env["MISTRAL_API_KEY"];
      else process.env["MISTRAL_API_KEY"] = before;
    }
  });
});
