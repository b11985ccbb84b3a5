import assert from "node:assert/strict";
import * as fc from "fast-check";
import { extendBlocks, noBlocks, openBlock, steadyOpenBlock, withLineFeeds } from "../../../src/webview/blocks";
import { renderMarkdown } from "../../../src/webview/markdown";

/** Lines that open, continue, nest and close blocks of every kind. */
const line = fc.constantFrom(
  ...["", "", "", "text", "more *text*", "    indented", "\ttab", "# heading", "===", "---", "***", "-", "#"],
  ...["- item", "  - nested", "  continued", "1. one", "3) three", "+ plus", "   lazy", "> quote", "> - in quote", ">"],
  ...["```ts", "```", "````", "~~~", "  ```", "   ```js", "- ```", "> ```", "code()"],
  ...["| a | b |", "|---|:-:|", "| 1 | 2 |", "a | b", "[1]: https://example.org", "[1]", "<div>", "</div>", "&amp;"],
);

const markdownText = fc.array(line, { maxLength: 25 }).map((lines) => lines.join("\n"));

/** The text in the pieces in which it may arrive. */
const streamed = fc
  .tuple(markdownText, fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 80 }))
  .map(([text, sizes]) => {
    const ends: number[] = [];
    for (let end = 0, i = 0; end < text.length; i++) ends.push((end += sizes[i % sizes.length] ?? 1));
    return { text, prefixes: ends.map((end) => text.slice(0, end)) };
  });

const steady = (text: string) => steadyOpenBlock(extendBlocks(noBlocks, text));

describe("the blocks of markdown that is being written", () => {
  it("render, one by one, to what the whole renders to", () => {
    fc.assert(
      fc.property(streamed, ({ text, prefixes }) => {
        const blocks = [...prefixes, text].reduce(extendBlocks, noBlocks);
        assert.equal([...blocks.done, openBlock(blocks)].map(renderMarkdown).join(""), renderMarkdown(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("lose nothing of the text and never change once they are done", () => {
    fc.assert(
      fc.property(streamed, ({ prefixes }) => {
        let blocks = noBlocks;
        for (const prefix of prefixes) {
          const next = extendBlocks(blocks, prefix);
          assert.equal(next.done.slice(0, blocks.done.length).join("|"), blocks.done.join("|"));
          assert.equal((next.done.join("") + openBlock(next)).replaceAll("\n", ""), prefix.replaceAll("\n", ""));
          blocks = next;
        }
      }),
    );
  });

  it("are done as soon as the next one has begun", () => {
    const blocks = extendBlocks(noBlocks, "one\n\ntwo\n\n```ts\na\n\nb\n```\nthree\n\nfour");
    assert.deepEqual(blocks.done, ["one\n\n", "two\n\n", "```ts\na\n\nb\n```\n"]);
    assert.equal(openBlock(blocks), "three\n\nfour");
  });

  it("stay open inside a fence and a list, whatever blank lines there are", () => {
    for (const text of ["```\na\n\nb\n\n", "- a\n\n- b\n\n", "- ```\n  a\n\n  b\n\n"]) {
      const blocks = extendBlocks(noBlocks, text);
      assert.deepEqual(blocks.done, []);
      assert.equal(openBlock(blocks), text);
    }
  });

  it("begin anew when the text is another", () => {
    const blocks = extendBlocks(extendBlocks(noBlocks, "one\n\ntwo\n\n"), "else");
    assert.deepEqual(blocks, { text: "else", done: [], doneLength: 0 });
  });

  it("hold back a last line that is nothing but marks", () => {
    for (const marks of ["-", "##", "2.", "``", "> ", "  -", "**"]) assert.equal(steady(`text\n${marks}`), "text\n");
    for (const text of ["text\n- a", "text\n-\n", "12. a", "text\n`a`"]) assert.equal(steady(text), text);
  });

  it("count every line end as one line feed", () => {
    assert.equal(withLineFeeds("a\r\nb\rc\nd\r"), "a\nb\nc\nd\n");
  });
});
