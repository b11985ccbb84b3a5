import assert from "node:assert/strict";
import * as fc from "fast-check";
import { messagesOf } from "../../../src/chat/replay";
import type { ChatEvent, EndReason } from "../../../src/chat/protocol";
import { acceptable, INTERRUPTED } from "../../../src/mistral/order";
import { assertTaken } from "../mistral/support/wire";

const user = (text: string): ChatEvent => ({ kind: "user", text, at: 0 });
const text = (delta: string): ChatEvent => ({ kind: "text", delta });
const thinking = (delta: string): ChatEvent => ({ kind: "thinking", delta });
const call = (id: string): ChatEvent => ({ kind: "toolCall", id, name: "t", arguments: "{}", label: "T" });
const result = (id: string, content = id): ChatEvent => ({ kind: "toolResult", id, ok: true, summary: "", content });
const end = (reason: EndReason): ChatEvent => ({ kind: "end", reason });
const usage: ChatEvent = { kind: "usage", usage: { prompt: 1, completion: 1, cached: 0 } };
const model: ChatEvent = { kind: "model", model: "m" };
const problem: ChatEvent = { kind: "problem", problem: { sentence: "Try again." } };

const made = (id: string) => ({ id, name: "t", arguments: "{}" });
const answered = (id: string, content = id) => ({ role: "tool", toolCallId: id, name: "t", content });

const asked = (context: { path: string; startLine?: number; endLine?: number }) =>
  messagesOf([{ kind: "user", text: "q", at: 0, context }])[0]?.content;

describe("what the model is to see of a conversation", () => {
  it("questions, with what is open in the editor", () => {
    assert.equal(asked({ path: "a.ts" }), "q\n\n[Open in the editor: a.ts]");
    assert.equal(
      asked({ path: "a.ts", startLine: 3, endLine: 5 }),
      "q\n\n[Open in the editor: a.ts, lines 3 to 5 selected]",
    );
    assert.equal(asked({ path: "a.ts", startLine: 3 }), "q\n\n[Open in the editor: a.ts, lines 3 to 3 selected]");
  });

  it("with the files that stand in it, for whoever keeps account", () => {
    const sources = [{ path: "b.ts", lines: { first: 2, last: 9 }, characters: 70 }];
    const events: ChatEvent[] = [
      { kind: "user", text: "q", at: 0, context: { path: "a.ts", startLine: 3, endLine: 5 }, quoted: 12 },
      call("a"),
      { kind: "toolResult", id: "a", ok: true, summary: "", content: "text", sources },
      end("complete"),
      { kind: "user", text: "q", at: 0, context: { path: "a.ts", startLine: 3 } },
      { kind: "user", text: "q", at: 0, context: { path: "a.ts" } },
    ];
    const found = messagesOf(events).map((message) => ("sources" in message ? message.sources : undefined));
    assert.deepEqual(found, [
      [{ path: "a.ts", lines: { first: 3, last: 5 }, characters: 12 }],
      undefined,
      sources,
      [{ path: "a.ts", lines: { first: 3, last: 3 }, characters: 0 }],
      [{ path: "a.ts", characters: 0 }],
    ]);
    const sent = acceptable(messagesOf(events)).flatMap((message) => ("sources" in message ? message.sources : []));
    assert.equal(sent.length, 4, "What is put in order still says where it is from.");
  });

  it("answers in rounds, as the model gave them", () => {
    const events = [
      user("q"),
      model,
      thinking("h"),
      thinking("m"),
      text("Let "),
      text("me see"),
      usage,
      call("a"),
      call("b"),
      result("a"),
      result("b"),
      usage,
      call("c"),
      result("c"),
      thinking("so"),
      text("Done"),
      usage,
      end("complete"),
      user("q2"),
    ];
    assert.deepEqual(messagesOf(events), [
      { role: "user", content: "q" },
      { role: "assistant", content: "Let me see", thinking: "hm", toolCalls: [made("a"), made("b")] },
      answered("a"),
      answered("b"),
      { role: "assistant", content: "", toolCalls: [made("c")] },
      answered("c"),
      { role: "assistant", content: "Done", thinking: "so" },
      { role: "user", content: "q2" },
    ]);
  });

  it("what was said before it was stopped", () => {
    assert.deepEqual(messagesOf([user("q"), model, text("par"), text("tly"), end("stopped"), user("q2")]), [
      { role: "user", content: "q" },
      { role: "assistant", content: "partly" },
      { role: "user", content: "q2" },
    ]);
  });

  it("calls that were stopped, and that they were", () => {
    const events = [
      user("q"),
      call("Aaaaaaaaa"),
      call("Bbbbbbbbb"),
      result("Aaaaaaaaa"),
      end("interrupted"),
      user("q2"),
    ];
    assert.deepEqual(acceptable(messagesOf(events)), [
      { role: "user", content: "q" },
      { role: "assistant", content: "", toolCalls: [made("Aaaaaaaaa"), made("Bbbbbbbbb")] },
      answered("Aaaaaaaaa"),
      answered("Bbbbbbbbb", INTERRUPTED),
      { role: "assistant", content: INTERRUPTED },
      { role: "user", content: "q2" },
    ]);
  });

  it("all the rest, where something cannot be read", () => {
    const unknown: ChatEvent = { kind: "unknown", why: "newer" };
    const events = [user("q"), unknown, text("One "), unknown, text("answer"), unknown, end("complete"), user("q2")];
    assert.deepEqual(messagesOf(events), messagesOf(events.filter((event) => event !== unknown)));
  });

  it("nothing of an answer that failed before it began", () => {
    assert.deepEqual(messagesOf([user("q"), problem, end("problem"), user("q2")]), [
      { role: "user", content: "q" },
      { role: "user", content: "q2" },
    ]);
  });

  it("can always be sent, wherever each answer was cut off", () => {
    const said = fc.constantFrom("a", "b c");
    const round = fc.record({ thinking: fc.boolean(), text: fc.boolean(), calls: fc.nat(3), results: fc.nat(3) });
    const turn = fc.record({
      question: said,
      rounds: fc.array(round, { maxLength: 3 }),
      last: fc.option(said, { nil: undefined }),
      cut: fc.nat(20),
      reason: fc.constantFrom<EndReason | undefined>(
        "complete",
        "length",
        "stopped",
        "problem",
        "interrupted",
        undefined,
      ),
    });
    const property = fc.property(fc.array(turn, { maxLength: 5 }), (turns) => {
      let count = 0;
      const events = turns.flatMap((each): ChatEvent[] => {
        const answer = each.rounds.flatMap((made): ChatEvent[] => {
          const ids = Array.from({ length: made.calls }, () => `id${count++}`);
          return [
            ...(made.thinking ? [thinking("hm")] : []),
            ...(made.text ? [text("let me see")] : []),
            ...ids.map(call),
            ...ids.slice(0, made.results).map((id) => result(id)),
          ];
        });
        const whole = [...answer, ...(each.last === undefined ? [] : [text(each.last)])].slice(0, each.cut);
        return [user(each.question), model, ...whole, ...(each.reason ? [end(each.reason)] : [])];
      });
      const messages = acceptable(messagesOf([...events, user("now")]));
      assertTaken(messages);
      const asked = messages.flatMap((message) => (message.role === "user" ? message.content.split("\n\n") : []));
      assert.deepEqual(asked, [...turns.map((each) => each.question), "now"]);
      // Each result stands with its own call.
      for (const message of messages) {
        if (message.role === "tool" && message.content !== INTERRUPTED) {
          const [, own] = acceptable([
            { role: "user", content: "x" },
            { role: "assistant", content: "", toolCalls: [made(message.content)] },
            { role: "user", content: "x" },
          ]);
          assert.equal(own?.role === "assistant" && own.toolCalls?.[0]?.id, message.toolCallId);
        }
      }
    });
    fc.assert(property, { numRuns: 1_000 });
  });
});
