import assert from "node:assert/strict";
import * as fc from "fast-check";
import { applyEdits } from "../../../src/edits/change";
import { hunkAt, hunksOf } from "../../../src/edits/hunks";

const BEFORE = "one\ntwo\nthree\nfour\nfive\n";
const AFTER = "one\nTWO\n2½\nthree\nfive\nsix";

const text = fc
  .array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 })
  .chain((lines) => fc.constantFrom("\n", "\r\n").map((eol) => lines.join(eol)));

describe("the hunks of a proposal", () => {
  it("say their lines on either side", () => {
    assert.deepEqual(
      hunksOf(BEFORE, AFTER).map(({ before, after }) => [before.first, before.count, after.first, after.count]),
      [
        [1, 1, 1, 2],
        [3, 1, 4, 0],
        [5, 0, 5, 1],
      ],
    );
  });

  it("are found by a line of the proposed text, also where lines are only taken away", () => {
    const hunks = hunksOf(BEFORE, AFTER);
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((line) => hunks.findIndex((hunk) => hunk === hunkAt(hunks, line))),
      [-1, 0, 0, -1, 1, 2],
    );
  });

  it("are each accepted and rejected by themselves, in any order, and lead to one of the two texts", () => {
    fc.assert(
      fc.property(text, text, fc.infiniteStream(fc.boolean()), (one, other, choices) => {
        let [before, after] = [one, other];
        let left = hunksOf(before, after).length;
        const chosen: boolean[] = [];
        for (; left > 0; left--) {
          const hunks = hunksOf(before, after);
          assert.equal(hunks.length, left, "the others stay");
          const hunk = hunks[Math.floor(left / 2)];
          assert.ok(hunk);
          const accepts = choices.next().value ?? false;
          chosen.push(accepts);
          if (accepts) before = applyEdits(before, [hunk.accept]);
          else after = applyEdits(after, [hunk.reject]);
        }
        assert.equal(before, after);
        if (!chosen.includes(false)) assert.equal(before, other);
        if (!chosen.includes(true)) assert.equal(after, one);
      }),
    );
  });
});
