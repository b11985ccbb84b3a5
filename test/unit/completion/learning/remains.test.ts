import assert from "node:assert/strict";
import * as fc from "fast-check";
import { moved } from "../../../../src/completion/learning/place";
import { remainsOf } from "../../../../src/completion/learning/remains";

describe("what remains of an accepted text", () => {
  for (const [what, accepted, now, share] of [
    ["all of it, untouched", "return a + b;", "return a + b;", 1],
    ["all of it, formatted anew", "if(a){return b;}", "if (a) {\n  return b;\n}", 1],
    ["all of it, with more between", "first();\nlast();", "first();\nmiddle();\nlast();", 1],
    ["nothing, when it is gone", "return a;", "", 0],
    ["all but a name that was changed", "abcd(efgh)", "abcd(other)", 6 / 10],
    ["the half that was not deleted", "aaaa\nbbbb\ncccc\ndddd", "aaaa\ndddd", 0.5],
    ["nothing, when something else stands there", "const total = sum(lines)", "throw new Error", 0],
    ["all of it, when it was nothing but white space", "\n    ", "x", 1],
    ["what kept its order", "one two six", "two one six", 6 / 9],
  ] as const) {
    it(`is ${what}`, () => assert.equal(remainsOf(accepted, now), share));
  }

  it("is between nothing and all, and all of what only got more around it", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c ", "(", ")", "\n", "é", "😀") });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const share = remainsOf(one, other);
        assert.ok(share >= 0 && share <= 1);
        assert.equal(remainsOf(one, `${other} ${one} ${other}`), 1);
      }),
    );
  });

  it("is measured of long texts too, as far as is read", () => {
    const long = "word; ".repeat(20_000);
    assert.equal(remainsOf(long, long), 1);
    assert.equal(remainsOf(long, "other ".repeat(20_000)), 0);
  });
});

describe("the place of a text", () => {
  const place = { start: 10, end: 20 };
  for (const [what, edit, expected] of [
    ["moves on with text before it", { offset: 3, removed: 0, inserted: "four" }, { start: 14, end: 24 }],
    ["moves on with text right before it", { offset: 10, removed: 0, inserted: "ab" }, { start: 12, end: 22 }],
    ["moves back", { offset: 3, removed: 5, inserted: "" }, { start: 5, end: 15 }],
    ["stays with text behind it", { offset: 20, removed: 5, inserted: "abc" }, place],
    ["grows with text within it", { offset: 15, removed: 0, inserted: "abc" }, { start: 10, end: 23 }],
    ["shrinks", { offset: 12, removed: 4, inserted: "" }, { start: 10, end: 16 }],
    ["shrinks to nothing", { offset: 10, removed: 10, inserted: "" }, { start: 10, end: 10 }],
    ["takes in what is written over its beginning", { offset: 5, removed: 10, inserted: "x" }, { start: 5, end: 11 }],
    ["takes in what is written over its end", { offset: 15, removed: 10, inserted: "x" }, { start: 10, end: 16 }],
    ["takes in what is written over it all", { offset: 0, removed: 40, inserted: "xyz" }, { start: 0, end: 3 }],
  ] as const) {
    it(what, () => assert.deepEqual(moved(place, edit), expected));
  }

  it("holds its text as long as that is not touched", () => {
    const edits = fc.array(fc.tuple(fc.nat(60), fc.nat(5), fc.string({ maxLength: 5 })));
    fc.assert(
      fc.property(edits, (all) => {
        let text = `${"-".repeat(20)}ACCEPTED${"-".repeat(20)}`;
        let at = { start: 20, end: 28 };
        for (const [where, count, inserted] of all) {
          const offset = Math.min(where, text.length);
          const removed = Math.min(count, text.length - offset);
          if (offset < at.end && offset + removed > at.start) continue;
          text = text.slice(0, offset) + inserted + text.slice(offset + removed);
          at = moved(at, { offset, removed, inserted });
          assert.equal(text.slice(at.start, at.end), "ACCEPTED");
        }
      }),
    );
  });
});
