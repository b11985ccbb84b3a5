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
  it("is shown whole to the end of a line, and then its next line alone", () => {
    assert.deepEqual(after("█", "a█", "ab█", "abc█", "abcd█", "abcde█", "abcdef█").shortened(REST), REST);
    assert.equal(after("█", "a█", "ab█", "ab\n    █").shortened(REST).text, "fg(h);");
    assert.equal(after("█", "a█", "ab█", "ab\n    █", "ab\n    c█").shortened(REST).text, "fg(h);");
  });

  it("is shown whole where a line opens a block", () => {
    assert.deepEqual(after("█", "a█", "a {█}", "a {\n  █\n}").shortened(REST), REST);
  });

  it("keeps the line ends before its next line", () => {
    const along = after("█", "a█", "a\n█");
    assert.equal(along.shortened({ text: "\n\n  next();\n}", replaces: 0 }).text, "\n\n  next();");
    assert.equal(along.shortened({ text: "one line", replaces: 0 }).text, "one line");
  });

  it("is whole again behind an accepted text", () => {
    assert.deepEqual(after("█", "a█", "a\n█", "a\nd + e█").shortened(REST), REST);
  });

  it("is another one when something new is shown, or the cursor is elsewhere", () => {
    const along = after("█", "a█", "a\n█");
    along.begin();
    assert.deepEqual(along.shortened(REST), REST);
    assert.deepEqual(after("█", "a█", "a\n█", "x\nabcde█").shortened(REST), REST);
  });
});
