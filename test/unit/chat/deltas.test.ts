import assert from "node:assert/strict";
import { mock } from "node:test";
import { Deltas } from "../../../src/chat/deltas";
import type { ChatEvent } from "../../../src/chat/protocol";

const text = (delta: string): ChatEvent => ({ kind: "text", delta });
const thinking = (delta: string): ChatEvent => ({ kind: "thinking", delta });
const end: ChatEvent = { kind: "end", reason: "complete" };

describe("deltas", () => {
  let emitted: ChatEvent[];
  let deltas: Deltas;
  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    emitted = [];
    deltas = new Deltas((event) => emitted.push(event));
  });
  afterEach(() => mock.timers.reset());

  it("are joined for two frames, counted from the first", () => {
    deltas.add(text("a"));
    mock.timers.tick(32);
    deltas.add(text("b"));
    assert.deepEqual(emitted, []);
    mock.timers.tick(1);
    assert.deepEqual(emitted, [text("ab")]);
    mock.timers.tick(1_000);
    deltas.add(text("c"));
    mock.timers.tick(33);
    assert.deepEqual(emitted, [text("ab"), text("c")]);
  });

  it("of thinking and of text are not mixed", () => {
    for (const event of [thinking("a"), thinking("b"), text("c"), thinking("d")]) deltas.add(event);
    deltas.flush();
    assert.deepEqual(emitted, [thinking("ab"), text("c"), thinking("d")]);
  });

  it("come before any other event, which is not held back", () => {
    deltas.add(text("a"));
    deltas.add(end);
    assert.deepEqual(emitted, [text("a"), end]);
    mock.timers.tick(1_000);
    deltas.flush();
    assert.deepEqual(emitted, [text("a"), end]);
  });
});
