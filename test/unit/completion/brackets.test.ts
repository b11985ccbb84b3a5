import assert from "node:assert/strict";
import { followBrackets } from "../../../src/completion/brackets";

describe("brackets", () => {
  for (const [text, open, stray, enclosing] of [
    ["f(a, [b])", [], 0],
    ["f(() => {", [")", "}"], 0],
    ["})", [], 2],
    ["})", [], 0, [")", "}"]],
    ["f(a]", [")"], 1],
    ["\"(\" + '[' + `{`", [], 0],
    ['"a\\"("', [], 0],
    ['(b"', [], 0, ['"']],
    ["it's (fine)", [], 1],
    ["`a\n(b`", [], 0],
    ["'\n(b'", [")"], 2],
    ["", [")"], 0, [")"]],
  ] as const) {
    it(`are followed through ${JSON.stringify(text)}${enclosing ? ` within ${enclosing.join("")}` : ""}`, () => {
      assert.deepEqual(followBrackets(text, enclosing), { open, stray });
    });
  }
});
