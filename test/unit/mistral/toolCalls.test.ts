import assert from "node:assert/strict";
import { toolCall } from "../../mistral/brain";
import type { Mood } from "../../mistral/mood";
import { chat, chatRequest, collect } from "./support/asks";
import { clientFor, mistralForEachTest } from "./support/fixture";
import { chunk, DONE, rawServerForEachTest, stream } from "./support/rawServer";

const tools = [{ name: "read_file", description: "Reads.", parameters: { type: "object" } }];

const piece = (fields: object, name: string | null, args: unknown) => ({
  ...fields,
  function: { name, arguments: args },
});

describe("tool calls as they are streamed", () => {
  const fixture = mistralForEachTest();
  const raw = rawServerForEachTest();

  const callsOf = async (client = fixture().client) => {
    const end = (await collect(chat(client, {}, { ...chatRequest, tools }))).at(-1);
    assert.equal(end?.kind, "end", JSON.stringify(end));
    return end.toolCalls;
  };
  /** From chunks with these pieces of calls, one array for each chunk. */
  const callsFrom = (...chunks: readonly (readonly object[])[]) => {
    const events = chunks.map((pieces) => chunk({ tool_calls: pieces }));
    raw().answer = stream(...events, chunk({ content: "" }, "tool_calls"), DONE);
    return callsOf(clientFor(raw().url));
  };

  const moods: Readonly<Record<string, Mood>> = {
    whole: {},
    "in fragments with the id null": { fragmentToolCalls: true },
    "in fragments, one byte a packet": { fragmentToolCalls: true, oneBytePerPacket: true },
  };
  for (const [how, mood] of Object.entries(moods)) {
    it(how, async () => {
      const { server, brain } = fixture();
      server.mood = mood;
      brain.nextChat([
        toolCall("read_file", { path: "é😀.ts" }, "Abc123XyZ"),
        toolCall("read_file", { path: "b.ts", start_line: 3 }, "Def123XyZ"),
      ]);
      assert.deepEqual(await callsOf(), [
        { id: "Abc123XyZ", name: "read_file", arguments: '{"path":"é😀.ts"}' },
        { id: "Def123XyZ", name: "read_file", arguments: '{"path":"b.ts","start_line":3}' },
      ]);
    });
  }

  it("several whole calls with the same index", async () => {
    const calls = await callsFrom(
      [piece({ id: "Aaaaaaaaa", index: 0 }, "read_file", "1"), piece({ id: "Bbbbbbbbb", index: 0 }, "read_file", "2")],
      [piece({ id: "Ccccccccc", index: 0 }, "read_file", "3")],
      [piece({ id: "Ddddddddd", index: 1 }, "read_file", "4")],
    );
    assert.deepEqual(
      calls.map((call) => call.id[0] + call.arguments),
      ["A1", "B2", "C3", "D4"],
    );
  });

  it("several fragmented calls with the same index", async () => {
    const calls = await callsFrom(
      [piece({ id: "Aaaaaaaaa", index: 0 }, "read_file", "")],
      [piece({ id: "null", index: 0 }, "", "1")],
      [piece({ id: "Bbbbbbbbb", index: 0 }, "read_file", "")],
      [piece({ id: "null", index: 0 }, "", "2")],
      [piece({ id: "Ccccccccc", index: 1 }, "read_file", "")],
      [piece({ index: 1 }, null, "3"), piece({ index: 0 }, null, "2")],
    );
    assert.deepEqual(
      calls.map((call) => call.id[0] + call.arguments),
      ["A1", "B22", "C3"],
    );
  });

  it("calls that take turns", async () => {
    const calls = await callsFrom(
      [piece({ id: "Aaaaaaaaa", index: 0 }, "read_file", "1"), piece({ id: "Bbbbbbbbb", index: 1 }, "read_file", "1")],
      [piece({ id: "null", index: 1 }, "", "2")],
      [piece({ id: "null", index: 0 }, "", "2"), piece({ id: "null", index: 1 }, "", "3")],
    );
    assert.deepEqual(
      calls.map((call) => call.id[0] + call.arguments),
      ["A12", "B123"],
    );
  });

  it("fragments that repeat id and name", async () => {
    const calls = await callsFrom(
      [piece({ id: "Aaaaaaaaa", index: 0 }, "read_file", "{")],
      [piece({ id: "Aaaaaaaaa", index: 0 }, "read_file", "}")],
    );
    assert.deepEqual(calls, [{ id: "Aaaaaaaaa", name: "read_file", arguments: "{}" }]);
  });

  it("fragments that repeat the name alone", async () => {
    const calls = await callsFrom(
      [piece({ id: "Aaaaaaaaa", index: 0 }, "read_file", "")],
      [piece({ id: "null", index: 0 }, "read_file", '{"path":')],
      [piece({ index: 0 }, "read_file", '"a"}')],
      [piece({ id: "null", index: 0 }, "read_file", "")],
      [piece({ id: "null", index: 0 }, "read_file", '{"path":"b"}')],
    );
    assert.deepEqual(
      calls.map((call) => call.arguments),
      ['{"path":"a"}', '{"path":"b"}'],
    );
  });

  it("several calls with one id get ids of their own", async () => {
    const whole = (index: number, path: string) => piece({ id: "Aaaaaaaaa", index }, "read_file", `{"path":"${path}"}`);
    const calls = await callsFrom([whole(0, "a"), whole(1, "b")], [whole(1, "c")]);
    assert.deepEqual(
      calls.map((call) => call.arguments),
      ['{"path":"a"}', '{"path":"b"}', '{"path":"c"}'],
    );
    assert.equal(calls[0]?.id, "Aaaaaaaaa");
    assert.equal(new Set(calls.map((call) => call.id)).size, 3);
    for (const call of calls) assert.match(call.id, /^[A-Za-z0-9]{9}$/);
  });

  it("an id or a name that comes late", async () => {
    const calls = await callsFrom(
      [piece({ index: 0 }, "read_file", "{"), piece({ id: "Bbbbbbbbb", index: 1 }, "", "[")],
      [piece({ id: "Aaaaaaaaa", index: 0 }, "", "}"), piece({ index: 1 }, "read_file", "]")],
    );
    assert.deepEqual(calls, [
      { id: "Aaaaaaaaa", name: "read_file", arguments: "{}" },
      { id: "Bbbbbbbbb", name: "read_file", arguments: "[]" },
    ]);
  });

  it("missing ids and indexes are made up, each different and fit for the API", async () => {
    const calls = await callsFrom(
      [piece({}, "read_file", { path: "a" }), piece({ id: null, type: null }, "read_file", '{"path":"b"}')],
      [piece({ id: "" }, "read_file", '{"path":"c"}')],
      [piece({ id: "call_0a1b2c3d" }, "read_file", null)],
    );
    assert.deepEqual(
      calls.map((call) => call.arguments),
      ['{"path":"a"}', '{"path":"b"}', '{"path":"c"}', ""],
    );
    for (const call of calls) assert.match(call.id, /^[A-Za-z0-9]{9}$/);
    assert.equal(new Set(calls.map((call) => call.id)).size, 4);
  });

  it("made up ids differ from one turn to the next", async () => {
    const one = await callsFrom([piece({}, "read_file", "{}")]);
    const messages = [
      ...chatRequest.messages,
      { role: "assistant", content: "a" },
      { role: "user", content: "b" },
    ] as const;
    const end = (await collect(chat(clientFor(raw().url), {}, { ...chatRequest, messages, tools }))).at(-1);
    assert.ok(end?.kind === "end");
    assert.notEqual(end.toolCalls[0]?.id, one[0]?.id);
  });

  it("a call without a name is none", async () => {
    assert.deepEqual(await callsFrom([piece({ id: "Aaaaaaaaa" }, null, "{}")]), []);
  });
});
