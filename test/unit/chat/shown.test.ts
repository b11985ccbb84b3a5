import assert from "node:assert/strict";
import type { ChatEvent } from "../../../src/chat/protocol";
import { shownOf, TURNS_AT_ONCE } from "../../../src/chat/shown";

const turn = (number: number): ChatEvent[] => [
  { kind: "user", text: `q${number}`, at: number },
  { kind: "thinking", delta: "h" },
  { kind: "thinking", delta: "m" },
  { kind: "text", delta: "a" },
  { kind: "text", delta: `${number}` },
  { kind: "end", reason: "complete" },
];
const turns = (count: number) => Array.from({ length: count }, (_, number) => turn(number)).flat();
const questionsOf = (events: readonly ChatEvent[]) =>
  events.flatMap((event) => (event.kind === "user" ? [event.text] : []));

describe("what a page is given of a conversation", () => {
  it("is all of a short one, with text that came in pieces as one", () => {
    const { events, earlier } = shownOf(turns(2));
    assert.equal(earlier, 0);
    assert.deepEqual(events.slice(0, 4), [
      { kind: "user", text: "q0", at: 0 },
      { kind: "thinking", delta: "hm" },
      { kind: "text", delta: "a0" },
      { kind: "end", reason: "complete" },
    ]);
    assert.equal(events.length, 8);
  });

  it("is the last turns of a long one, or more where it wants more", () => {
    const long = turns(100);
    const last = shownOf(long);
    assert.equal(last.earlier, 100 - TURNS_AT_ONCE);
    assert.deepEqual(questionsOf(last.events)[0], `q${100 - TURNS_AT_ONCE}`);
    assert.equal(questionsOf(last.events).length, TURNS_AT_ONCE);
    assert.deepEqual(shownOf(long, 90), last);
    const more = shownOf(long, 10);
    assert.deepEqual([more.earlier, questionsOf(more.events)[0]], [10, "q10"]);
    const all = shownOf(long, 0);
    assert.deepEqual([all.earlier, questionsOf(all.events).length], [0, 100]);
  });

  it("is also what stands before the first question, where it is given all", () => {
    const events: ChatEvent[] = [{ kind: "unknown", why: "damaged" }, ...turns(1)];
    assert.deepEqual(shownOf(events).events[0], events[0]);
    assert.deepEqual(shownOf([]), { events: [], earlier: 0 });
  });
});
