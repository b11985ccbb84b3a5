import assert from "node:assert/strict";
import * as fc from "fast-check";
import { Branches, type Said } from "../../../src/chat/branches";
import type { ChatEvent } from "../../../src/chat/protocol";

const asks = (text: string): ChatEvent => ({ kind: "user", text, at: 1 });
const says = (delta: string): ChatEvent => ({ kind: "text", delta });
const words = (events: readonly ChatEvent[]) =>
  events.map((event) => (event.kind === "user" ? `${event.text}?` : event.kind === "text" ? event.delta : event.kind));

/** `q1 a1 q2 a2`, with q2 asked again (b2), then q1 (c1). */
function threeBranches(): Branches {
  const branches = new Branches();
  for (const event of [asks("q1"), says("a1"), asks("q2"), says("a2")]) branches.add(event);
  branches.askAgain(2, 5);
  branches.add(says("b2"));
  branches.askAgain(1, 6);
  branches.add(says("c1"));
  return branches;
}

describe("the branches of a conversation", () => {
  it("asking again hides what followed, and loses nothing of it", () => {
    const branches = threeBranches();
    assert.deepEqual(words(branches.events), ["q1?", "c1"]);
    assert.deepEqual(branches.events[0], { kind: "user", text: "q1", at: 6 });
    assert.deepEqual(branches.branches, [{ question: 1, shown: 2, of: 2 }]);
    assert.equal(branches.show(1, 1), 1);
    assert.deepEqual(words(branches.events), ["q1?", "a1", "q2?", "b2"]);
    assert.deepEqual(branches.branches, [
      { question: 1, shown: 1, of: 2 },
      { question: 2, shown: 2, of: 2 },
    ]);
    assert.equal(branches.show(2, 1), 3);
    assert.deepEqual(words(branches.events), ["q1?", "a1", "q2?", "a2"]);
  });

  it("what is said goes on with what is shown", () => {
    const branches = threeBranches();
    branches.show(1, 1);
    branches.show(2, 1);
    branches.add(asks("q3"));
    branches.add(says("a3"));
    assert.deepEqual(words(branches.events), ["q1?", "a1", "q2?", "a2", "q3?", "a3"]);
    branches.show(2, 2);
    assert.deepEqual(words(branches.events), ["q1?", "a1", "q2?", "b2"]);
    branches.show(2, 1);
    assert.deepEqual(words(branches.events).at(-1), "a3");
  });

  it("what there is not is not shown", () => {
    const branches = threeBranches();
    for (const [question, shown] of [
      [0, 1],
      [1, 0],
      [1, 3],
      [2, 1],
      [9, 9],
      [0.5, 1],
    ] as const) {
      assert.equal(branches.show(question, shown), undefined);
    }
    assert.deepEqual(words(branches.events), ["q1?", "c1"]);
    assert.deepEqual([branches.isShown(1, 2), branches.isShown(1, 1), branches.isShown(2, 1)], [true, false, false]);
    branches.askAgain(7, 1);
    assert.deepEqual(words(branches.events), ["q1?", "c1"]);
  });

  it("whatever is done, all that was said can be read again, and each answer can be found", () => {
    const step = fc.oneof(
      fc.record({ does: fc.constant("ask" as const) }),
      fc.record({ does: fc.constant("askAgain" as const), question: fc.integer({ min: 1, max: 6 }) }),
      fc.record({
        does: fc.constant("show" as const),
        question: fc.integer({ min: 1, max: 6 }),
        shown: fc.integer({ min: 1, max: 4 }),
      }),
    );
    const property = fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const branches = new Branches();
      let picked: number | undefined;
      let count = 0;
      for (const one of steps) {
        if (one.does === "show") {
          picked = branches.show(one.question, one.shown) ?? picked;
          continue;
        }
        const before = branches.last;
        if (one.does === "ask") branches.add(asks("q"));
        else {
          branches.askAgain(one.question, count);
          picked = branches.last === before ? picked : undefined;
        }
        if (branches.last > before) branches.add(says(`a${++count}`));
      }
      const again = new Branches(branches.since(0), picked);
      assert.deepEqual(again.events, branches.events);
      assert.deepEqual(again.branches, branches.branches);
      assert.deepEqual([...answers(again)].sort(), Array.from({ length: count }, (_none, at) => `a${at + 1}`).sort());
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("rows that say they follow what comes later, or nothing that is a number, stay in their order", () => {
    const said: Said[] = [1, 9, 3, -4, Number.NaN, 1.5].map((follows, at) => ({
      ...{ event: says(String(at)), follows },
      ...{ number: at + 1, first: at + 1 },
    }));
    assert.deepEqual(words(new Branches(said).events), ["0", "1", "2", "3", "4", "5"]);
    assert.deepEqual(words(new Branches(said, 99).events), ["0", "1", "2", "3", "4", "5"]);
  });

  it("what was merged stands for all the numbers that it had", () => {
    const said: Said[] = [
      { event: asks("q"), number: 1, first: 1, follows: 0 },
      { event: says("three pieces"), number: 4, first: 2, follows: 1 },
      { event: asks("of its midst"), number: 5, first: 5, follows: 3 },
      { event: asks("q again"), number: 6, first: 6, follows: 0 },
    ];
    const branches = new Branches(said, 1);
    assert.deepEqual(words(branches.events), ["q?", "three pieces", "of its midst?"]);
    assert.deepEqual(branches.branches, [{ question: 1, shown: 1, of: 2 }]);
    branches.add(says("more"));
    assert.deepEqual(
      branches.since(4).map(({ number, follows }) => [number, follows]),
      [
        [5, 4],
        [6, 0],
        [7, 5],
      ],
    );
  });
});

/** Every answer that a person finds who looks at all askings of all questions. */
function answers(branches: Branches, question = 1, found = new Set<string>()): Set<string> {
  for (const word of words(branches.events)) {
    if (word.startsWith("a")) found.add(word);
  }
  const next = branches.branches.find((branch) => branch.question >= question);
  for (let shown = 1; shown <= (next?.of ?? 0); shown++) {
    branches.show(next?.question ?? 0, shown);
    answers(branches, (next?.question ?? 0) + 1, found);
  }
  return found;
}
