import assert from "node:assert/strict";
import * as fc from "fast-check";
import { RecentValues } from "../../../../src/completion/learning/recentValues";
import { TypingRhythm } from "../../../../src/completion/learning/typingRhythm";

/** Presses keys with these gaps between them. */
function typed(gaps: readonly number[], rhythm = new TypingRhythm()): TypingRhythm {
  let at = 1_000_000;
  rhythm.key(at);
  for (const gap of gaps) {
    at += gap;
    rhythm.key(at);
  }
  return rhythm;
}

describe("recent values", () => {
  it("have the quantiles of the latest ones, whatever came before", () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 });
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: 1, max: 12 }), (prior, added, capacity) => {
        const values = new RecentValues(capacity, prior);
        for (const value of added) values.add(value);
        const latest = [...prior, ...added].slice(-capacity).toSorted((one, other) => one - other);
        for (const [at, value] of latest.entries()) {
          assert.equal(values.quantile(at / Math.max(1, latest.length - 1)), value);
        }
      }),
    );
  });

  it("have quantiles between two values", () => {
    assert.equal(new RecentValues(2, [10, 20]).quantile(0.25), 12.5);
    assert.equal(new RecentValues(2, [10, 20]).quantile(7), 20);
  });
});

describe("the rhythm of typing", () => {
  it("is a practised typist's before anything was typed", () => {
    const rhythm = new TypingRhythm();
    assert.deepEqual([rhythm.gap(0.5), rhythm.gap(0.75), rhythm.gap(0.9)], [105, 158, 317]);
  });

  it("becomes the person's own", () => {
    const rhythm = typed(Array.from({ length: 200 }, (_none, at) => 200 + at));
    assert.deepEqual([rhythm.gap(0), rhythm.gap(0.5), rhythm.gap(1)], [200, 299.5, 399]);
  });

  it("follows a person who gets slower", () => {
    const rhythm = typed(Array.from({ length: 300 }, () => 80));
    typed(
      Array.from({ length: 250 }, () => 400),
      rhythm,
    );
    assert.equal(rhythm.gap(0.1), 400);
  });

  it("takes no notice of pauses", () => {
    const rhythm = typed(Array.from({ length: 500 }, (_none, at) => (at % 2 === 0 ? 100 : 60_000)));
    assert.equal(rhythm.gap(1), 100);
  });

  it("is kept as quantiles, which hold it through a restart", () => {
    const rhythm = typed(Array.from({ length: 200 }, (_none, at) => ((at * 37) % 200) + 50));
    const summary = rhythm.summary();
    assert.deepEqual(
      summary,
      summary.toSorted((one, other) => one - other),
    );
    const again = new TypingRhythm();
    again.restore(JSON.parse(JSON.stringify(summary)));
    for (const share of [0.1, 0.5, 0.9]) {
      const difference = Math.abs(again.gap(share) - rhythm.gap(share));
      assert.ok(difference < 5, `${again.gap(share)} for ${rhythm.gap(share)}`);
    }
  });

  it("is not spoilt by what else may stand on disk", () => {
    for (const kept of [undefined, null, "fast", [], [-1, 90_000, "x", null], { gap: 3 }]) {
      const rhythm = new TypingRhythm();
      rhythm.restore(kept);
      assert.equal(rhythm.gap(0.5), 105);
    }
  });
});
