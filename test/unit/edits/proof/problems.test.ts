import assert from "node:assert/strict";
import { type Problem, problemChange } from "../../../../src/edits/proof/problems";

const problem = (message: string, line = 0, uri = "file:///a.ts"): Problem => ({
  ...{ uri, line, message, severity: "error", source: "ts 2304" },
});

describe("what a change does to problems", () => {
  it("is nothing where they only moved", () => {
    assert.deepEqual(problemChange([problem("x", 3)], [problem("x", 9)]), { fresh: [], gone: [] });
  });

  it("is counted where several say the same", () => {
    const { fresh, gone } = problemChange([problem("x", 1), problem("y")], [problem("x", 1), problem("x", 7)]);
    assert.deepEqual([fresh, gone], [[problem("x", 7)], [problem("y")]]);
  });

  it("is told apart by file, severity and source", () => {
    const one = problem("x");
    for (const other of [
      { ...one, uri: "file:///b.ts" },
      { ...one, severity: "warning" as const },
      { ...one, source: "eslint" },
    ]) {
      assert.deepEqual(problemChange([one], [other]), { fresh: [other], gone: [one] });
    }
  });
});
