import assert from "node:assert/strict";
import type { Snapshot } from "../../../../../src/completion/snapshot";
import { suggestionOf } from "../../../../bench/replay/peer/copilot";
import { editBetween } from "../../../../bench/replay/peer/documents";

describe("what Copilot's engine inserts", () => {
  const at = (prefix: string): Snapshot => ({
    document: "file:///a.ts",
    path: "a.ts",
    languageId: "typescript",
    indentation: "  ",
    prefix,
    suffix: ")\n",
    explicit: false,
  });
  const completion = (insertText: string, end: number) => ({
    insertText,
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: end } },
    clientCompletionId: "1",
  });

  it("is shown from the cursor on", () => {
    const cursor = { line: 1, character: 4 };
    assert.deepEqual(suggestionOf(completion("  f(a)", 5), cursor, at("{\n  f(")), { text: "a)", replaces: 1 });
  });

  for (const [what, insertText] of [
    ["nothing", "  f("],
    ["something before the cursor", " f(a)"],
  ] as const) {
    it(`is not shown if it changes ${what}`, () => {
      assert.equal(suggestionOf(completion(insertText, 4), { line: 1, character: 4 }, at("{\n  f(")), undefined);
    });
  }
});

describe("the edit between two texts", () => {
  for (const [before, after, start, end, inserted] of [
    ["f()", "f(a)", 2, 2, "a"],
    ["aa", "aaa", 2, 2, "a"],
    ["f(])", "f([1])\n", 2, 4, "[1])\n"],
    ["abc", "ac", 1, 2, ""],
    ["", "a", 0, 0, "a"],
  ] as const) {
    it(`is the smallest that makes ${JSON.stringify(after)} of ${JSON.stringify(before)}`, () => {
      assert.deepEqual(editBetween(before, after), { start, end, inserted });
    });
  }
});
