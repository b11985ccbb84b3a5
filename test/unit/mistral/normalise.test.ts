import assert from "node:assert/strict";
import * as fc from "fast-check";
import { text, thinking } from "../../mistral/brain";
import type { Mood } from "../../mistral/mood";
import { chunkNormaliser } from "../../../src/mistral/dialect/chunks";
import { normaliseEvents } from "../../../src/mistral/normalise";
import { chat, chatRequest, collect, fim, streams, textOf } from "./support/asks";
import { clientFor, mistralForEachTest } from "./support/fixture";
import { DONE, event, rawServerForEachTest, stream } from "./support/rawServer";

const answer = "const é = “😀”;\n\tlet b;\r\n";

/** Everything that the wire may look like and mean the same. */
const wires: Readonly<Record<string, Mood>> = {
  "as the API sends it": {},
  "without padding": { padding: false },
  "one byte a packet": { oneBytePerPacket: true },
  "with CRLF": { crlf: true },
  "with CRLF, one byte a packet": { crlf: true, oneBytePerPacket: true },
  "with comments": { comments: true },
  "with comments and CRLF": { comments: true, crlf: true },
  "with [DONE] unterminated": { unterminatedLastEvent: "done" },
  "with the last event unterminated": { unterminatedLastEvent: "finish" },
  "with fields missing": { omit: ["id", "object", "created", "index"] },
  "closing slowly after [DONE]": { slowCloseAfterDoneMs: 60_000 },
  "with the deprecation header": { deprecationHeader: "2026-07-31T00:00:00Z" },
};

for (const [name, ask] of Object.entries(streams)) {
  describe(`what arrives (${name})`, () => {
    const fixture = mistralForEachTest();
    const raw = rawServerForEachTest();

    for (const [wire, mood] of Object.entries(wires)) {
      it(wire, async () => {
        const { client, server, brain } = fixture();
        server.mood = mood;
        brain.nextFim(answer).nextChat(answer);
        const events = await collect(ask(client));
        assert.equal(textOf(events), answer);
        const end = events.at(-1);
        assert.equal(end?.kind, "end");
        assert.equal(end.reason, "stop");
        assert.ok(end.usage.prompt > 0 && end.usage.completion > 0);
      });
    }

    it("without usage", async () => {
      const { client, server, brain } = fixture();
      server.mood = { omit: ["usage"] };
      brain.nextFim(answer).nextChat(answer);
      const end = (await collect(ask(client))).at(-1);
      assert.deepEqual(end?.kind === "end" && end.usage, { prompt: 0, completion: 0, cached: 0 });
    });

    it("usage with what was cached", async () => {
      const usage = { prompt_tokens: 9, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 4 } };
      raw().answer = stream(event({ choices: [{ delta: { content: "a" }, finish_reason: "stop" }], usage }), DONE);
      const end = (await collect(ask(clientFor(raw().url)))).at(-1);
      assert.deepEqual(end?.kind === "end" && end.usage, { prompt: 9, completion: 2, cached: 4 });
    });

    it("chunks of compatible servers", async () => {
      const chunks = [
        { choices: [{ delta: { role: "assistant", content: null } }], usage: null, created: null },
        { id: null, model: null, object: null, choices: [{ delta: { content: "a" }, logprobs: null }], usage: null },
        { id: "x", created: 1.5, choices: [{ index: 0, finish_reason: null, delta: { content: "b", extra: 1 } }] },
        { choices: [{ index: 0, finish_reason: "eos" }] },
        {
          choices: [],
          usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: null, prompt_tokens_details: null },
        },
        { choices: [], usage: null },
      ];
      raw().answer = stream("\ufeffretry: 10\nid: 7\n", ...chunks.map(event), DONE);
      const events = await collect(ask(clientFor(raw().url)));
      assert.deepEqual(
        events.map((each) => each.kind),
        ["text", "text", "end"],
      );
      assert.equal(textOf(events), "ab");
      const end = events.at(-1);
      assert.deepEqual(end?.kind === "end" && end.usage, { prompt: 1, completion: 2, cached: 0 });
    });

    it("a header in capitals", async () => {
      raw().answer = (_request, response) => {
        response.writeHead(200, { "content-type": "Text/Event-Stream; Charset=UTF-8" });
        response.end('data: {"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}');
      };
      assert.equal(textOf(await collect(ask(clientFor(raw().url)))), "a");
    });
  });
}

describe("thinking", () => {
  const fixture = mistralForEachTest();

  for (const thinkingShapes of [true, false]) {
    it(`comes before text, ${thinkingShapes ? "with" : "without"} a chunk that holds both`, async () => {
      const { client, server, brain } = fixture();
      server.mood = { thinkingShapes };
      brain.nextChat([thinking("hm, let me see"), text("so it is")]);
      const events = await collect(chat(client));
      const thought = events.map((each) => (each.kind === "thinking" ? each.text : "")).join("");
      assert.equal(thought, "hm, let me see");
      assert.equal(textOf(events), "so it is");
      const kinds = events.map((each) => each.kind).join(" ");
      assert.match(kinds, /^(thinking )+(text )+end$/);
    });
  }
});

const thought = (said: string) => ({ type: "thinking", thinking: [{ type: "text", text: said }], closed: true });

describe("what leaves", () => {
  const fixture = mistralForEachTest();
  const torn = "a\ud83d b😀 \udc00c";
  const mended = "a\ufffd b😀 \ufffdc";

  it("lone surrogates are mended in prompt and suffix", async () => {
    const { client, server, brain } = fixture();
    brain.nextFim("x");
    const request = { model: "codestral-latest", maxTokens: 7, stop: ["\n"], temperature: 0.5 };
    await collect(fim(client, {}, { ...request, prefix: torn, suffix: torn }));
    assert.deepEqual(server.requests[0]?.body, {
      model: "codestral-latest",
      prompt: mended,
      suffix: mended,
      max_tokens: 7,
      temperature: 0.5,
      stop: ["\n"],
      stream: true,
    });
  });

  it("lone surrogates are mended in messages, thinking, arguments and results", async () => {
    const { client, server, brain } = fixture();
    brain.nextChat("x");
    const call = { id: "Abc123XyZ", name: "read_file", arguments: JSON.stringify({ path: "p" }).replace("p", torn) };
    await collect(
      chat(
        client,
        {},
        {
          ...chatRequest,
          messages: [
            { role: "system", content: torn },
            { role: "user", content: torn },
            { role: "assistant", content: torn, thinking: torn, toolCalls: [call] },
            { role: "tool", toolCallId: call.id, name: call.name, content: torn },
          ],
        },
      ),
    );
    const sent = JSON.stringify(server.requests[0]?.body);
    assert.equal(sent.match(/a\ufffd b😀 \ufffdc/g)?.length, 6);
    assert.doesNotMatch(sent, /\\ud/i);
  });

  it("a chat request has what the API wants and nothing else", async () => {
    const { client, server, brain } = fixture();
    brain.nextChat("x");
    const parameters = { type: "object", properties: { path: { type: "string" } } };
    await collect(
      chat(
        client,
        {},
        {
          ...chatRequest,
          messages: [
            { role: "user", content: "q" },
            {
              role: "assistant",
              content: "",
              thinking: "hm",
              toolCalls: [{ id: "Abc123XyZ", name: "t", arguments: "{}" }],
            },
            { role: "tool", toolCallId: "Abc123XyZ", name: "t", content: "r" },
            { role: "assistant", content: "a", thinking: "so" },
            { role: "user", content: "q2" },
          ],
          tools: [{ name: "t", description: "d", parameters }],
        },
      ),
    );
    assert.deepEqual(server.requests[0]?.body, {
      model: "mistral-medium-latest",
      stream: true,
      messages: [
        { role: "user", content: "q" },
        {
          role: "assistant",
          content: [thought("hm")],
          prefix: false,
          tool_calls: [{ id: "Abc123XyZ", type: "function", index: 0, function: { name: "t", arguments: "{}" } }],
        },
        { role: "tool", content: "r", tool_call_id: "Abc123XyZ", name: "t" },
        { role: "assistant", content: [thought("so"), { type: "text", text: "a" }], prefix: false },
        { role: "user", content: "q2" },
      ],
      tools: [{ type: "function", function: { name: "t", description: "d", parameters } }],
    });
  });
});

const through = async (pieces: readonly Uint8Array[]): Promise<string> => {
  const out = ReadableStream.from(pieces).pipeThrough(normaliseEvents(chunkNormaliser()));
  return new Response(out).text();
};
const bytes = (said: string) => new TextEncoder().encode(said);

describe("normaliseEvents", () => {
  it("does the same however the bytes are cut into packets and lines are ended", async () => {
    const events = fc.array(
      fc.oneof(
        fc.record({ id: fc.constant(""), model: fc.constant(""), choices: fc.array(fc.string({ unit: "binary" })) }),
        fc.constantFrom("[DONE]", "broken {"),
      ),
      { maxLength: 5 },
    );
    const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
    const property = fc.asyncProperty(
      events,
      lineEnd,
      fc.array(fc.nat(400)),
      fc.boolean(),
      async (all, end, cuts, last) => {
        const plain = all.map((each) => `data: ${typeof each === "string" ? each : JSON.stringify(each)}`);
        const wire = bytes(plain.map((each) => `: hello${end}${each}${end}${end}`).join(""));
        const whole = last ? wire : wire.subarray(0, Math.max(0, wire.length - 2 * end.length));
        const places = [...new Set([0, ...cuts.map((cut) => Math.min(cut, whole.length)), whole.length])].sort(
          (a, b) => a - b,
        );
        const packets = places.slice(1).map((place, at) => whole.subarray(places[at], place));
        assert.equal(await through(packets), plain.map((each) => `${each}\n\n`).join(""));
      },
    );
    await fc.assert(property, { numRuns: 100 });
  });

  it("takes CRLF for one line end also when a packet ends in its middle", async () => {
    const out = await through([bytes('data: {"choices":\r'), bytes("\ndata: []}\r\n\r\n")]);
    assert.equal(out, 'data: {"id":"","model":"","choices":[]}\n\n');
  });

  it("joins the data lines of one event", async () => {
    const out = await through([bytes('data: {"choices":\ndata: [],\ndata:"id":"1","model":"m"}\n\n')]);
    assert.equal(out, 'data: {"id":"","model":"","choices":[]}\n\n');
  });
});
