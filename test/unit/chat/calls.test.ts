import assert from "node:assert/strict";
import { type Result, runCalls } from "../../../src/chat/calls";
import { definitionOf } from "../../../src/chat/callTool";
import type { ChatEvent } from "../../../src/chat/protocol";
import type { Tool } from "../../../src/chat/tools/tool";
import type { ToolCall } from "../../../src/mistral/messages";
import { never } from "../mistral/support/asks";
import { Gated, noWorkspace, unasked } from "./support/tools";

const call = (name: string, text: string): ToolCall => ({ id: text, name, arguments: JSON.stringify({ text }) });

describe("the calls of an answer", () => {
  let reading: Gated;
  let writing: Gated;
  beforeEach(() => {
    reading = new Gated("read", "reads");
    writing = new Gated("write", "writes");
  });

  /** Runs them, and lets `hear` act on each result as it is told. */
  async function run(
    calls: readonly ToolCall[],
    { signal = never(), hear = (_id: string) => {}, tools = [reading, writing] as readonly Tool[] } = {},
  ) {
    const events: ChatEvent[] = [];
    const running = runCalls(calls, { tools, context: { workspace: noWorkspace }, consent: unasked }, signal);
    for (;;) {
      const next = await running.next();
      if (next.done) return { events, results: next.value };
      events.push(next.value);
      if (next.value.kind === "toolResult") hear(next.value.id);
    }
  }
  const contents = (results: readonly Result[]) => results.map(({ content }) => content);
  const told = (events: readonly ChatEvent[]) =>
    events.flatMap((event) => (event.kind === "toolResult" ? [event.id] : []));

  it("run side by side where they only read; each is told when it ends, and all go on in their order", async () => {
    const calls = ["1", "2", "3"].map((text) => call("read", text));
    const running = run(calls, { hear: (id) => reading.end(id === "3" ? "1" : "2") });
    await reading.untilBegun(3);
    reading.end("3");
    const { events, results } = await running;
    assert.deepEqual(told(events), ["3", "1", "2"]);
    assert.deepEqual(contents(results), ["1", "2", "3"]);
    assert.deepEqual(
      results.map((result) => result.call),
      calls,
    );
  });

  it("wait where one changes something: for all before it, and all behind it for that one", async () => {
    const calls = [call("read", "1"), call("read", "2"), call("write", "3"), call("write", "4"), call("read", "5")];
    const running = run(calls);
    await reading.untilBegun(2);
    reading.end("2");
    assert.deepEqual(writing.begun, []);
    reading.end("1");
    await writing.untilBegun(1);
    assert.deepEqual([writing.begun, reading.begun], [["3"], ["1", "2"]]);
    writing.end("3");
    await writing.untilBegun(2);
    assert.deepEqual(reading.begun, ["1", "2"]);
    writing.end("4");
    await reading.untilBegun(3);
    reading.end("5");
    assert.deepEqual(contents((await running).results), ["1", "2", "3", "4", "5"]);
  });

  it("are no more than eight at once", async () => {
    const texts = Array.from({ length: 30 }, (_, at) => String(at));
    const most: number[] = [];
    const ended: string[] = [];
    const running = run(
      texts.map((text) => call("read", text)),
      {
        hear: (id) => {
          ended.push(id);
          most.push(reading.begun.length - ended.length);
          const next = reading.begun.find((text) => !ended.includes(text));
          if (next !== undefined) reading.end(next);
        },
      },
    );
    await reading.untilBegun(8);
    assert.equal(reading.begun.length, 8);
    reading.end("7");
    assert.deepEqual(contents((await running).results), texts);
    assert.ok(Math.max(...most) < 8);
  });

  it("when stopped: what runs gets its signal, what waits never begins, what was done is told", async () => {
    const stop = new AbortController();
    const calls = [call("read", "1"), call("read", "2"), call("write", "3"), call("read", "4")];
    const running = run(calls, { signal: stop.signal, hear: () => stop.abort() });
    await reading.untilBegun(2);
    reading.end("2");
    const { events, results } = await running;
    assert.deepEqual(contents(results), ["2"]);
    assert.deepEqual(told(events), ["2"]);
    assert.deepEqual([reading.begun, writing.begun], [["1", "2"], []]);
    assert.ok(reading.signals.get("1")?.aborted);
    assert.equal(events.filter(({ kind }) => kind === "toolCall").length, 4);
  });

  it("that were stopped before never begin", async () => {
    const { results } = await run([call("write", "1"), call("read", "2")], { signal: AbortSignal.abort() });
    assert.deepEqual(results, []);
    assert.deepEqual([...reading.begun, ...writing.begun], []);
  });

  it("may be of a tool from elsewhere, which has a JSON schema and checks its arguments by itself", async () => {
    const schema = { type: "object", properties: { name: { type: ["string", "null"] } }, required: ["name"] };
    const greet: Tool<{ readonly name: string | null }> = {
      name: "greet",
      description: "Greets.",
      schema,
      parse: (json) => {
        const given = typeof json === "object" && json !== null && "name" in json ? json.name : undefined;
        return typeof given === "string" || given === null
          ? { ok: true, args: { name: given } }
          : { ok: false, why: "name is missing" };
      },
      does: [],
      label: ({ name }) => `Greet ${name ?? "everybody"}`,
      effects: () => [],
      run: async ({ name }) => ({ ok: true, summary: "", content: `Hello, ${name ?? "everybody"}` }),
    };
    assert.deepEqual(definitionOf(greet), { name: "greet", description: "Greets.", parameters: schema });
    const calls = ['{"name":"you"}', '{"name":null}', "{}"].map((args, at) => ({
      id: String(at),
      name: "greet",
      arguments: args,
    }));
    const { results } = await run(calls, { tools: [greet] });
    assert.deepEqual(contents(results), [
      "Hello, you",
      "Hello, everybody",
      "Error: The arguments of greet do not fit: name is missing.",
    ]);
  });
});
