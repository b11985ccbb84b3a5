import assert from "node:assert/strict";
import * as fc from "fast-check";
import { withLineEnds, withoutFence } from "../../../src/edits/lineEnds";

describe("line ends", () => {
  it("become the document's, however they are mixed", () => {
    assert.equal(withLineEnds("a\nb\r\nc\rd", "\r\n"), "a\r\nb\r\nc\r\nd");
    assert.equal(withLineEnds("a\nb\r\nc\rd", "\n"), "a\nb\nc\nd");
  });

  it("stay when they are the document's", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "\n", "\r") }), fc.constantFrom("\n", "\r\n"), (text, eol) => {
        const once = withLineEnds(text, eol);
        assert.equal(withLineEnds(once, eol), once);
      }),
    );
  });
});

describe("a fence around an answer", () => {
  for (const [name, text, result] of [
    ["goes", "```ts\na\n  b\n```", "a\n  b"],
    ["goes with the space around it", "\n ```\na\n```\n\n", "a"],
    ["goes when nothing is in it", "```\n```", ""],
    ["goes and leaves those within", "```md\n```js\na\n```\n```", "```js\na\n```"],
    ["stays when it is not around all", "a\n```\nb\n```", "a\n```\nb\n```"],
    ["stays when it is not closed", "```ts\na", "```ts\na"],
  ] as const) {
    it(name, () => {
      assert.equal(withoutFence(text), result);
    });
  }
});
