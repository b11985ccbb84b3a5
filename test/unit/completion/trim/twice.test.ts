import assert from "node:assert/strict";
import * as fc from "fast-check";
import { trimmed } from "../../../../src/completion/trim";
import { gaps } from "../documents";
import { CURSOR, marked } from "../marked";

const PLACE = marked(CURSOR);
/** What models add to an answer, before or behind it. */
const junk = fc.constantFrom(
  "",
  "```ts\n",
  "\n```\nThat is it.",
  "<|endoftext|>",
  "\u200b",
  "\r\n",
  "  ",
  "// a\n",
  ")",
  "))",
);

describe("what was trimmed", () => {
  // Of an answer that runs on, a bracket more could go each time: only the whole answer tells which are its own.
  it("stays as it is when it is trimmed again", () => {
    const property = fc.property(gaps, junk, junk, (gap, before, behind) => {
      const snapshot = { ...PLACE, ...gap };
      const once = trimmed(before + gap.missing + behind, snapshot, { cut: false });
      if (once?.replaces === 0) {
        assert.deepEqual(trimmed(once.text, snapshot, { cut: false }), once);
      }
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("is all of a right answer", () => {
    const property = fc.property(gaps, (gap) => {
      const suggestion = trimmed(gap.missing, { ...PLACE, ...gap }, { cut: false });
      assert.deepEqual(suggestion, { text: gap.missing, replaces: 0 });
    });
    fc.assert(property, { numRuns: 500 });
  });
});
