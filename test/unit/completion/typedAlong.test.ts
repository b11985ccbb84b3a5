import assert from "node:assert/strict";
import { TypedAlong } from "../../../src/completion/typedAlong";
import { marked } from "./marked";

const REST = { text: "fg(h);\n  next();\n}", replaces: 0 };

function after(...sources: readonly string[]): TypedAlong {
  const along = new TypedAlong();
  for (const source of sources) along.typed(marked(source));
  return along;
}

describe("a suggestion that is typed", () => {
  it("is shown whole at first, and its next line alone once much of it has been typed", () => {
    assert.deepEqual(after("█", "a█", "ab█", "abc█", "abcd█").shortened(REST), REST);
    assert.deepEqual(after("█", "a█", "ab█", "abc█", "abcd█", "abcde█").shortened(REST), { ...REST, text: "fg(h);" });
  });

  it("keeps the line ends before its next line", () => {
    const along = after("█", "a█", "ab█", "abc█", "abcd█", "abcde█");
    assert.equal(along.shortened({ text: "\n\n  next();\n}", replaces: 0 }).text, "\n\n  next();");
    assert.equal(along.shortened({ text: "one line", replaces: 0 }).text, "one line");
  });

  it("counts a line end with its indentation as one key, and an accepted text as none", () => {
    assert.equal(after("█", "a█", "ab█", "abc█", "abcd█", "abcd\n    █").shortened(REST).text, "fg(h);");
    assert.deepEqual(after("█", "a█", "ab█", "abc█", "abcd█", "abcd + e█").shortened(REST), REST);
  });

  it("is another one when something new is shown, or the cursor is elsewhere", () => {
    const along = after("█", "a█", "ab█", "abc█", "abcd█", "abcde█");
    along.begin();
    assert.deepEqual(along.shortened(REST), REST);
    assert.deepEqual(after("█", "a█", "ab█", "abc█", "abcd█", "x\nabcde█").shortened(REST), REST);
  });
});
