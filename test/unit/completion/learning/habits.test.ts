import assert from "node:assert/strict";
import * as fc from "fast-check";
import { Habits } from "../../../../src/completion/learning/habits";
import type { Outcome } from "../../../../src/completion/learning/outcome";
import { outcome } from "./outcomes";

const times = (count: number, about: Partial<Outcome>) => Array.from({ length: count }, () => outcome(about));
const whole = { end: "whole", accepted: 10 } as const;

function habitsAfter(...outcomes: readonly Outcome[]): Habits {
  const habits = new Habits();
  for (const one of outcomes) habits.learn(one);
  return habits;
}

describe("habits", () => {
  it("are people's on average before anything was shown", () => {
    assert.equal(new Habits().acceptanceRate("typescript"), 0.3);
    assert.equal(new Habits().acceptanceRate("typescript", "block"), 0.3);
  });

  it("become the person's own", () => {
    assert.ok(habitsAfter(...times(100, whole)).acceptanceRate("typescript") > 0.9);
    assert.ok(habitsAfter(...times(100, {})).acceptanceRate("typescript") < 0.06);
  });

  it("are not made by one outcome", () => {
    const rate = habitsAfter(outcome(whole)).acceptanceRate("typescript", "line");
    assert.ok(rate > 0.3 && rate < 0.6, String(rate));
  });

  it("forget", () => {
    const habits = habitsAfter(...times(300, whole), ...times(120, {}));
    assert.ok(habits.acceptanceRate("typescript") < 0.3);
  });

  it("count a part as the part that it is", () => {
    const habits = habitsAfter(...times(1_000, { end: "part", accepted: 5 }));
    assert.ok(Math.abs(habits.acceptanceRate("typescript") - 0.5) < 0.05);
  });

  it("tell languages and kinds apart, and begin a new one with what is known of the others", () => {
    const habits = habitsAfter(
      ...times(60, { ...whole, kind: "line" }),
      ...times(60, { kind: "block" }),
      ...times(60, { ...whole, languageId: "python" }),
    );
    assert.ok(habits.acceptanceRate("typescript", "line") > habits.acceptanceRate("typescript", "block") + 0.3);
    assert.ok(habits.acceptanceRate("python") > habits.acceptanceRate("typescript"));
    assert.ok(habits.acceptanceRate("go") > 0.5);
    assert.equal(habits.acceptanceRate("go"), habits.acceptanceRate("go", "block"));
  });

  it("stay within 0 and 1, whatever happens", () => {
    const ends = fc.record({
      end: fc.constantFrom("whole", "part", "typedOver", "dismissed"),
      kind: fc.constantFrom("line", "statement", "block"),
      accepted: fc.nat(1_000),
      characters: fc.nat(1_000),
      lines: fc.nat(500),
    });
    fc.assert(
      fc.property(fc.array(ends), (all) => {
        const habits = habitsAfter(...all.map((about) => outcome(about)));
        for (const share of [habits.acceptanceRate("typescript"), habits.acceptanceRate("typescript", "block")]) {
          assert.ok(share >= 0 && share <= 1);
        }
        assert.ok(habits.lengthOf("typescript") >= 4 && habits.lengthOf("typescript") <= 60);
      }),
    );
  });

  it("make blocks shorter where only short ones are accepted, and long again where long ones are", () => {
    const block = (lines: number) => ({ ...whole, kind: "block", lines }) as const;
    const before = new Habits().lengthOf("typescript");
    const short = habitsAfter(...times(60, block(2)));
    assert.ok(short.lengthOf("typescript") < before);
    assert.equal(short.lengthOf("python"), before);
    for (let round = 0; round < 60; round++) short.learn(outcome(block(short.lengthOf("typescript"))));
    assert.ok(short.lengthOf("typescript") > before);
  });

  it("learn no length from blocks that nobody took", () => {
    const before = new Habits().lengthOf("typescript");
    assert.equal(habitsAfter(...times(60, { kind: "block", lines: 50 })).lengthOf("typescript"), before);
  });

  it("count acceptances that follow each other, which only something else typed ends", () => {
    const habits = habitsAfter(outcome(whole), outcome(), outcome(whole));
    assert.equal(habits.streak, 2);
    habits.learn(outcome({ end: "typedOver" }));
    assert.equal(habits.streak, 0);
  });

  it("can be forgotten", () => {
    const habits = habitsAfter(...times(60, { ...whole, kind: "block", lines: 2 }));
    habits.forget();
    assert.equal(habits.acceptanceRate("typescript", "block"), 0.3);
    assert.equal(habits.lengthOf("typescript"), new Habits().lengthOf("typescript"));
    assert.equal(habits.streak, 0);
  });
});
