import assert from "node:assert/strict";
import { cardText, isClean, type Proof } from "../../../../src/edits/proof/card";
import type { Problem } from "../../../../src/edits/proof/problems";

const problem: Problem = { uri: "file:///a.ts", line: 0, message: "x", severity: "error", source: "ts" };
const none = { fresh: [], gone: [], isFinal: true };
const ended = (passed: number, failed: number, ok = failed === 0): Proof["tests"] => ({
  kind: "ended",
  name: "npm test",
  result: { ok, counts: { passed, failed }, failures: [] },
});
const exit = (ok: boolean): Proof["tests"] => ({
  kind: "ended",
  name: "npm test",
  result: { ok, counts: undefined, failures: [] },
});

const CASES: readonly (readonly [Proof, string, boolean])[] = [
  [{ problems: undefined, tests: undefined }, "checking for problems…", false],
  [{ problems: none, tests: undefined }, "no new problems", true],
  [{ problems: { ...none, isFinal: false }, tests: undefined }, "no new problems so far", true],
  [{ problems: none, tests: ended(12, 0) }, "no new problems · 12 tests passed", true],
  [{ problems: none, tests: ended(1, 0) }, "no new problems · 1 test passed", true],
  [{ problems: none, tests: ended(11, 1) }, "no new problems · 1 of 12 tests failed", false],
  [{ problems: none, tests: ended(2, 0, false) }, "no new problems · 2 tests passed, but npm test failed", false],
  [{ problems: none, tests: exit(true) }, "no new problems · npm test passed", true],
  [{ problems: none, tests: exit(false) }, "no new problems · npm test failed", false],
  [{ problems: none, tests: { kind: "running", name: "npm test" } }, "no new problems · running npm test…", true],
  [
    { problems: { ...none, fresh: [problem], gone: [problem, problem] }, tests: undefined },
    "1 new problem, 2 gone",
    false,
  ],
];

describe("the card of a change that has landed", () => {
  for (const [proof, text, clean] of CASES) {
    it(`says “${text}”`, () => {
      assert.equal(cardText(proof), text);
      assert.equal(isClean(proof), clean);
    });
  }
});
