import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { ChatEvent, ToWebview } from "../../../src/chat/protocol";
import { initialState, isAnswering, receive, type ViewState } from "../../../src/webview/state";
import { anyEvent, idle, messages, snapshot } from "./events";

const fold = (said: readonly ToWebview[], from: ViewState = initialState) => said.reduce(receive, from);

const question: ChatEvent = { kind: "user", text: "Why?", at: 1 };
const text = (delta: string): ChatEvent => ({ kind: "text", delta });

describe("the state of the chat view", () => {
  it("is the same from a snapshot, from its events one by one, and from any prefix and the rest", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.nat(), (events, cut) => {
        const whole = fold([snapshot(events)]);
        const prefix = events.slice(0, cut % (events.length + 1));
        assert.deepEqual(fold([snapshot([]), ...messages(events)]), whole);
        assert.deepEqual(fold([snapshot(prefix), ...messages(events, prefix.length)]), whole);
        assert.deepEqual(fold([snapshot([]), ...messages(prefix), snapshot(events)]), whole);
      }),
    );
  });

  it("takes no notice of events it already has", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 20 }), fc.nat(), (events, again) => {
        const state = fold([snapshot(events)]);
        const repeated = messages(events)[again % events.length];
        assert.ok(repeated);
        assert.equal(receive(state, repeated), state);
      }),
    );
  });

  it("wants a snapshot when an event is missing, and takes no events until it comes", () => {
    const events = [question, text("a"), text("b"), text("c")];
    const [, second, third, fourth] = messages(events);
    assert.ok(second && third && fourth);
    const gap = fold([snapshot([question]), third]);
    assert.equal(gap.stale, true);
    assert.equal(receive(gap, second), gap);
    assert.deepEqual(fold([snapshot(events.slice(0, 3)), fourth], gap), fold([snapshot(events)]));
  });

  it("wants a snapshot when another conversation speaks", () => {
    const state = fold([snapshot([question]), ...messages([question, text("x")], 1, "two")]);
    assert.equal(state.stale, true);
    assert.equal(state.turns[0]?.parts.length, 0);
  });

  it("takes no event before the first snapshot", () => {
    assert.equal(fold(messages([question])), initialState);
  });

  it("is answering while the host is busy with the last turn", () => {
    const busy = { ...idle, busy: true };
    const open = fold([snapshot([question], "one", busy)]);
    assert.equal(isAnswering(open), true);
    assert.equal(isAnswering(fold([{ type: "status", status: idle }], open)), false);
    assert.equal(isAnswering(fold(messages([question, { kind: "end", reason: "complete" }], 1), open)), false);
    assert.equal(isAnswering(fold([snapshot([], "one", busy)])), false);
  });

  it("remembers what became of a message", () => {
    const problem = { sentence: "There is no key." };
    const rejected = fold([{ type: "rejected", sendId: 3, problem }]);
    assert.deepEqual(rejected.reply, { sendId: 3, problem });
    assert.deepEqual(receive(rejected, { type: "accepted", sendId: 4 }).reply, { sendId: 4 });
  });

  it("counts the wishes for the caret and keeps the colours", () => {
    const colors = { keyword: "#569cd6" };
    const state = fold([{ type: "focus" }, { type: "focus" }, { type: "tokenColors", colors }]);
    assert.equal(state.focusRequests, 2);
    assert.equal(state.tokenColors, colors);
  });
});
