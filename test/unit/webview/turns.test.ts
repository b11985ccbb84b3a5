import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { ChatEvent } from "../../../src/chat/protocol";
import { addEvent, type Turns, withBranches } from "../../../src/webview/turns";
import { anyEvent } from "./events";

const fold = (events: readonly ChatEvent[], from: Turns = []) => events.reduce(addEvent, from);

const question: ChatEvent = { kind: "user", text: "Why?", at: 1 };
const call: ChatEvent = {
  kind: "toolCall",
  id: "abcdefghi",
  name: "read_file",
  arguments: '{"path":"src/a.ts"}',
  label: "Read src/a.ts",
  place: { path: "src/a.ts" },
};
const result: ChatEvent = { kind: "toolResult", id: "abcdefghi", ok: true, summary: "3 lines", content: "1: a" };

describe("the turns of a conversation", () => {
  it("joins deltas of a kind and keeps the order of the parts", () => {
    const [turn] = fold([
      question,
      { kind: "thinking", delta: "Let me " },
      { kind: "thinking", delta: "see." },
      { kind: "text", delta: "I read " },
      { kind: "text", delta: "it." },
      call,
      result,
      { kind: "text", delta: "Done." },
    ]);
    assert.deepEqual(turn?.user, { text: "Why?", number: 1, shown: 1, of: 1 });
    assert.deepEqual(
      turn?.parts.map((part) => ("text" in part ? `${part.kind}: ${part.text}` : part.kind)),
      ["thinking: Let me see.", "text: I read it.", "tool", "text: Done."],
    );
  });

  it("gives a result to its call, and a second result to the second call of that id", () => {
    const [turn] = fold([question, call, call, result, { ...result, ok: false, summary: "gone" }]);
    assert.deepEqual(
      turn?.parts.map((part) => part.kind === "tool" && part.result?.summary),
      ["3 lines", "gone"],
    );
  });

  it("takes no notice of a result without a call", () => {
    const turns = fold([question, { kind: "text", delta: "x" }]);
    assert.equal(addEvent(turns, result), turns);
  });

  it("adds up the usage of a turn and keeps its end and model", () => {
    const usage = { prompt: 100, completion: 10, cached: 64 };
    const [turn] = fold([
      question,
      { kind: "model", model: "mistral-medium-latest" },
      { kind: "usage", usage },
      { kind: "usage", usage },
      { kind: "end", reason: "length" },
    ]);
    assert.deepEqual(turn?.usage, { prompt: 200, completion: 20, cached: 128 });
    assert.equal(turn?.end, "length");
    assert.equal(turn?.model, "mistral-medium-latest");
  });

  it("opens a turn again that goes on behind its end", () => {
    const problem = { sentence: "It took 50 steps.", action: "continue" } as const;
    const stopped: ChatEvent[] = [question, { kind: "problem", problem }, { kind: "end", reason: "problem" }];
    const [turn] = fold([...stopped, { kind: "model", model: "m" }, { kind: "text", delta: "Done." }]);
    assert.equal(turn?.end, undefined);
    assert.deepEqual(turn?.parts, [
      { kind: "problem", problem },
      { kind: "text", text: "Done." },
    ]);
  });

  it("shows what comes before any question", () => {
    const problem = { sentence: "The history could not be read." };
    assert.deepEqual(fold([{ kind: "problem", problem }]), [{ parts: [{ kind: "problem", problem }] }]);
  });

  it("goes on around what this version does not know", () => {
    const unknown: ChatEvent = { kind: "unknown", why: "newer" };
    const end: ChatEvent = { kind: "end", reason: "complete" };
    const [turn] = fold([question, { kind: "text", delta: "a" }, unknown, { kind: "text", delta: "b" }, end]);
    assert.deepEqual(turn?.parts, [{ kind: "text", text: "a" }, unknown, { kind: "text", text: "b" }]);
    assert.equal(turn.end, "complete");
  });

  it("numbers questions, and tells which asking of one is shown", () => {
    const turns = withBranches(fold([question, call, question]), [{ question: 2, shown: 1, of: 3 }]);
    assert.deepEqual(
      turns.map(({ user }) => [user?.number, user?.shown, user?.of]),
      [
        [1, 1, 1],
        [2, 1, 3],
      ],
    );
  });

  it("leaves earlier turns and parts the very same objects", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), fc.string({ minLength: 1 }), (events, delta) => {
        const before = fold([...events, question, call, { kind: "text", delta: "x" }]);
        const after = fold([{ kind: "text", delta }], before);
        assert.equal(after.length, before.length);
        before.slice(0, -1).forEach((turn, i) => assert.equal(after[i], turn));
        assert.equal(after.at(-1)?.parts[0], before.at(-1)?.parts[0]);
        assert.notEqual(after.at(-1)?.parts[1], before.at(-1)?.parts[1]);
      }),
    );
  });
});
