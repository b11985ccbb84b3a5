import assert from "node:assert/strict";
import { once } from "node:events";
import { finish, text, thinking, toolCall, wholeText } from "../../mistral/brain";
import { definitionOf } from "../../../src/chat/callTool";
import type { ChatEvent } from "../../../src/chat/protocol";
import type { Tool } from "../../../src/chat/tools/tool";
import { runTurn } from "../../../src/chat/turn";
import type { Message } from "../../../src/mistral/messages";
import { serverName } from "../../../src/mistral/server";
import { collect, never } from "../mistral/support/asks";
import { mistralForEachTest } from "../mistral/support/fixture";
import { hang } from "../mistral/support/scripts";
import { broken, echo, Gated, Hanging, noWorkspace, unwatched } from "./support/tools";

const A = "Aaaaaaaaa";
const B = "Bbbbbbbbb";
const C = "Ccccccccc";

/** Joins deltas, and leaves usage out. */
function joined(events: readonly ChatEvent[]): ChatEvent[] {
  const out: ChatEvent[] = [];
  for (const event of events) {
    const last = out.at(-1);
    if (event.kind === "usage") continue;
    if (event.kind === "text" && last?.kind === "text") out.splice(-1, 1, { ...last, delta: last.delta + event.delta });
    else if (event.kind === "thinking" && last?.kind === "thinking")
      out.splice(-1, 1, { ...last, delta: last.delta + event.delta });
    else out.push(event);
  }
  return out;
}

const end = (reason: string) => ({ kind: "end", reason });

const call = (id: string, name: string, args: string, label: string, place?: string) => ({
  kind: "toolCall",
  id,
  name,
  arguments: args,
  label,
  ...(place === undefined ? {} : { place: { path: place } }),
});

const result = (id: string, content: string) => ({ kind: "toolResult", id, ok: true, summary: "1 echo", content });

const failed = (id: string, summary: string, sentence = summary) => ({
  kind: "toolResult",
  id,
  ok: false,
  summary,
  content: `Error: ${sentence}`,
});

const wire = (id: string, args: string) => ({
  id,
  type: "function",
  index: 0,
  function: { name: "echo", arguments: args },
});

describe("a turn", () => {
  const fixture = mistralForEachTest();

  const turn = (
    signal = never(),
    tools: readonly Tool[] = [echo, broken],
    watching: Partial<typeof unwatched> = {},
  ) => {
    const messages: Message[] = [
      { role: "system", content: "s" },
      { role: "user", content: "q" },
    ];
    return runTurn(
      {
        ...{
          client: fixture().client,
          model: "mistral-medium-latest",
          messages,
          tools,
          context: { workspace: noWorkspace },
        },
        ...unwatched,
        ...watching,
      },
      signal,
    );
  };
  const sent = (at: number): unknown[] => {
    const body = fixture().server.requests[at]?.body as { messages: unknown[] };
    return body.messages;
  };

  it("of text", async () => {
    fixture().brain.nextChat("Hello, how are you?");
    const events = await collect(turn());
    assert.ok(events.filter((event) => event.kind === "text").length > 1);
    assert.deepEqual(joined(events), [{ kind: "text", delta: "Hello, how are you?" }, end("complete")]);
    const usage = events.find((event) => event.kind === "usage");
    assert.ok(usage && usage.usage.prompt > 0 && usage.usage.completion > 0);
  });

  it("gives the model its results in the order of the calls, whichever ends first", async () => {
    const { brain } = fixture();
    const reading = new Gated("read", "reads");
    brain.nextChat([toolCall("read", { text: "1" }, A), toolCall("read", { text: "2" }, B)]).nextChat("Done.");
    const told: string[] = [];
    for await (const event of turn(never(), [reading])) {
      if (event.kind === "toolCall" && event.id === B) void reading.untilBegun(2).then(() => reading.end("2"));
      if (event.kind === "toolResult") told.push(event.id);
      if (event.kind === "toolResult" && event.id === B) reading.end("1");
    }
    assert.deepEqual(told, [B, A]);
    assert.deepEqual(sent(1).slice(3), [
      { role: "tool", tool_call_id: A, name: "read", content: "1" },
      { role: "tool", tool_call_id: B, name: "read", content: "2" },
    ]);
  });

  it("tells that the server is asked, and that it is not while a tool is at work", async () => {
    let isAsked = false;
    const during: boolean[] = [];
    const watched: Tool = { ...echo, run: async () => (during.push(isAsked), { ok: true, summary: "", content: "1" }) };
    fixture()
      .brain.nextChat([toolCall("echo", { text: "1" })])
      .nextChat("Done.");
    const asked: boolean[] = [];
    for await (const event of turn(never(), [watched], { asking: (is) => (isAsked = is) })) {
      if (event.kind === "text") asked.push(isAsked);
    }
    assert.deepEqual([during, new Set(asked), isAsked], [[false], new Set([true]), false]);
  });

  it("offers the tools", async () => {
    fixture().brain.nextChat("x");
    await collect(turn());
    const body = fixture().server.requests[0]?.body as { tools: unknown[] };
    const { parameters, ...named } = definitionOf(echo);
    assert.deepEqual(body.tools[0], { type: "function", function: { ...named, parameters } });
    assert.deepEqual(parameters, {
      type: "object",
      properties: { text: { type: "string" }, times: { type: "number" } },
      required: ["text"],
    });
  });

  it("of thinking and text, in all shapes", async () => {
    const { brain, server } = fixture();
    for (const thinkingShapes of [false, true]) {
      server.mood = { thinkingShapes };
      brain.nextChat([thinking("hm hm"), text("so it is")]);
      assert.deepEqual(joined(await collect(turn())), [
        { kind: "thinking", delta: "hm hm" },
        { kind: "text", delta: "so it is" },
        end("complete"),
      ]);
    }
  });

  for (const fragmentToolCalls of [false, true]) {
    it(`with several calls and several rounds${fragmentToolCalls ? ", in fragments" : ""}`, async () => {
      const { brain, server } = fixture();
      server.mood = { fragmentToolCalls };
      brain
        .nextChat([
          thinking("hm"),
          text("Let me see."),
          toolCall("echo", { text: "1" }, A),
          toolCall("echo", { text: "2" }, B),
        ])
        .nextChat([toolCall("echo", { text: "3", times: null }, C)])
        .nextChat("Done.");
      assert.deepEqual(joined(await collect(turn())), [
        { kind: "thinking", delta: "hm" },
        { kind: "text", delta: "Let me see." },
        call(A, "echo", '{"text":"1"}', "Echo 1", "1"),
        call(B, "echo", '{"text":"2"}', "Echo 2", "2"),
        result(A, "1"),
        result(B, "2"),
        call(C, "echo", '{"text":"3","times":null}', "Echo 3", "3"),
        result(C, "3"),
        { kind: "text", delta: "Done." },
        end("complete"),
      ]);
      assert.deepEqual(sent(2).slice(2), [
        {
          role: "assistant",
          prefix: false,
          content: [
            { type: "thinking", thinking: [{ type: "text", text: "hm" }], closed: true },
            { type: "text", text: "Let me see." },
          ],
          tool_calls: [wire(A, '{"text":"1"}'), wire(B, '{"text":"2"}')],
        },
        { role: "tool", tool_call_id: A, name: "echo", content: "1" },
        { role: "tool", tool_call_id: B, name: "echo", content: "2" },
        { role: "assistant", prefix: false, content: "", tool_calls: [wire(C, '{"text":"3","times":null}')] },
        { role: "tool", tool_call_id: C, name: "echo", content: "3" },
      ]);
    });
  }

  it("with calls that are wrong: the model is told, and goes on", async () => {
    fixture()
      .brain.nextChat([
        toolCall("echo", '{"text":', A),
        toolCall("echo", { text: 3 }, B),
        toolCall("rm -rf", {}, C),
        toolCall("broken", "", "Ddddddddd"),
        toolCall("echo", "[]", "Eeeeeeeee"),
      ])
      .nextChat("Sorry.");
    const events = joined(await collect(turn()));
    const wrongly = "The model called this in a wrong way, and is told how it is done.";
    assert.deepEqual(events.slice(5), [
      failed(A, wrongly, "The arguments of echo are not JSON."),
      failed(B, wrongly, "The arguments of echo do not fit: text: Invalid input: expected string, received number."),
      failed(C, "There is no such tool.", "There is no tool rm -rf. The tools are: echo, broken."),
      failed("Ddddddddd", "It could not be done; open this to see why.", "broken failed: the disk is gone"),
      failed(
        "Eeeeeeeee",
        wrongly,
        "The arguments of echo do not fit: arguments: Invalid input: expected object, received array.",
      ),
      { kind: "text", delta: "Sorry." },
      end("complete"),
    ]);
  });

  it("stopped while it streams", async () => {
    const { brain, server } = fixture();
    brain.nextChat(hang);
    const stop = new AbortController();
    const events: ChatEvent[] = [];
    for await (const event of turn(stop.signal)) {
      events.push(event);
      stop.abort();
    }
    assert.deepEqual(events, [{ kind: "text", delta: "partly" }, end("stopped")]);
    const [request] = server.requests;
    assert.ok(request);
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
  });

  it("stopped before it began", async () => {
    assert.deepEqual(await collect(turn(AbortSignal.abort())), [end("stopped")]);
    assert.equal(fixture().server.requests.length, 0);
  });

  it("stopped while a tool hangs", async () => {
    const { brain, server } = fixture();
    const hanging = new Hanging();
    brain.nextChat([toolCall("hang", {}, A), toolCall("hang", {}, B)]);
    const stop = new AbortController();
    const events = collect(turn(stop.signal, [hanging]));
    const signal = await hanging.begun;
    stop.abort();
    assert.deepEqual(
      joined(await events).map((event) => event.kind),
      ["toolCall", "toolCall", "end"],
    );
    assert.deepEqual((await events).at(-1), end("stopped"));
    assert.ok(signal.aborted);
    assert.equal(server.requests.length, 1);
  });

  it("stopped between two calls", async () => {
    fixture().brain.nextChat([toolCall("write", { text: "1" }, A), toolCall("write", { text: "2" }, B)]);
    const stop = new AbortController();
    const writing = new Gated("write", "writes");
    const kinds: string[] = [];
    for await (const event of turn(stop.signal, [writing])) {
      kinds.push(event.kind);
      if (event.kind === "toolCall" && event.id === B) void writing.untilBegun(1).then(() => writing.end("1"));
      if (event.kind === "toolResult") stop.abort();
    }
    assert.deepEqual(kinds, ["usage", "toolCall", "toolCall", "toolResult", "end"]);
    assert.deepEqual(writing.begun, ["1"]);
  });

  it("that does not end is cut after a million characters, over HTTP too", async () => {
    const { brain, server } = fixture();
    brain.nextChat(async function* (_request, signal) {
      for (let count = 0; count < 11; count++) yield wholeText("x".repeat(100_000));
      await once(signal, "abort");
    });
    const events = await collect(turn());
    assert.deepEqual(events.at(-1), end("length"));
    const [all] = joined(events);
    assert.ok(all?.kind === "text" && all.delta.length === 1_100_000);
    const [request] = server.requests;
    assert.ok(request);
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
  });

  it("that comes to nothing says so", async () => {
    const { brain } = fixture();
    const nothing = [
      {
        kind: "problem",
        problem: {
          sentence: "The model answered with nothing; try again, or put the question another way.",
          action: "retry",
        },
      },
      end("problem"),
    ];
    brain.nextChat("");
    assert.deepEqual(joined(await collect(turn())), nothing);
    brain.nextChat([thinking("hm")]);
    assert.deepEqual(joined(await collect(turn())).slice(1), nothing);
    brain.nextChat([text("Let me see."), toolCall("echo", { text: "1" }, A)]).nextChat("");
    assert.deepEqual(joined(await collect(turn())).slice(3), nothing);
  });

  it("that the model's limit cut says so", async () => {
    const { brain } = fixture();
    brain.nextChat([text("and so"), finish("length")]);
    assert.deepEqual(joined(await collect(turn())), [{ kind: "text", delta: "and so" }, end("length")]);
    brain.nextChat([thinking("hm"), finish("length")]);
    assert.deepEqual(joined(await collect(turn())), [{ kind: "thinking", delta: "hm" }, end("length")]);
  });

  it("that fails keeps what was said, and offers the cure", async () => {
    const { brain, server } = fixture();
    server.nextMood({ truncateAfter: 2 });
    brain.nextChat([wholeText("partly"), wholeText("!")]);
    assert.deepEqual(await collect(turn()), [
      { kind: "text", delta: "partly" },
      {
        kind: "problem",
        problem: {
          sentence: `${serverName(server.url)} ended its answer without saying that it is whole, so a part may be missing; try again.`,
          action: "retry",
        },
      },
      end("problem"),
    ]);
    server.nextMood({ refuse: "unauthorizedDetail" });
    const [problem] = await collect(turn());
    assert.ok(problem?.kind === "problem" && problem.problem.action === "manageApiKeys");
  });
});
