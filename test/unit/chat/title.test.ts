import assert from "node:assert/strict";
import * as fc from "fast-check";
import { titleFrom, titleOf } from "../../../src/chat/title";

describe("the title of a chat", () => {
  const titles: Readonly<Record<string, string>> = {
    "Why is this slow?": "Why is this slow?",
    "\n\n  # Fix the **parser**\n\nIt fails.": "Fix the parser",
    "- [ ] make `parse()` *fast*": "make parse() fast",
    "> 1. See [the docs](https://example.com/a_b)": "See the docs",
    "a * b * c and snake_case_name": "a * b * c and snake_case_name",
    "```ts\nconst a = 1;\n```\nWhat does this do?": "What does this do?",
    "~~~\nall of it\nis code": "all of it",
    "```ts\nconst a = 1;\n```": "const a = 1;",
    "What is `__proto__` in **bold**?": "What is __proto__ in bold?",
    "数据库的内容是什么？": "数据库的内容是什么？",
    "tab\tand\u0000null \u202eturned": "tab and null turned",
    "???": "???",
    "   ": "Untitled chat",
    "": "Untitled chat",
  };
  for (const [message, title] of Object.entries(titles)) {
    it(`of ${JSON.stringify(message)} is ${JSON.stringify(title)}`, () => assert.equal(titleOf(message), title));
  }

  it("ends between words, and within no character", () => {
    assert.equal(
      titleOf("Please explain to me, in all detail that there is, what this function does with money"),
      "Please explain to me, in all detail that there is, what…",
    );
    assert.equal(titleOf("👨‍👩‍👧".repeat(80)), `${"👨‍👩‍👧".repeat(59)}…`);
  });

  it("is one short line of well-formed text, whatever was said, and soon there", () => {
    const property = fc.property(fc.string({ unit: "binary", maxLength: 400 }), (message) => {
      const title = titleOf(message);
      assert.ok(title.isWellFormed() && !/[\r\n\t]/.test(title) && title.length > 0);
      assert.ok([...new Intl.Segmenter().segment(title)].length <= 61);
    });
    fc.assert(property, { numRuns: 300 });
    for (const hostile of ["*", "`", "[", "_a_ ", "```\n", "> "]) titleOf(hostile.repeat(100_000));
  });

  it("that a person types is kept but for what cannot be seen", () => {
    assert.equal(titleFrom("  **My** \n chat\u200b "), "**My** chat");
    assert.equal(titleFrom(" \n\u200b"), undefined);
  });
});
