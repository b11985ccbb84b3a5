import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  type Blocks,
  extendBlocks,
  lastBlock,
  noBlocks,
  openBlock,
  openFence,
  withLineFeeds,
} from "../../../src/webview/blocks";
import { renderMarkdown } from "../../../src/webview/markdown";

/** Lines that open, continue, nest and close blocks of every kind. */
const line = fc.constantFrom(
  ...["", "", "", "text", "more *text*", "    indented", "\ttab", "# heading", "===", "---", "***", "-", "#"],
  ...["- item", "  - nested", "  continued", "1. one", "3) three", "+ plus", "   lazy", "> quote", "> - in quote", ">"],
  ...["```ts", "```", "````", "~~~", "  ```", "   ```js", "- ```", "> ```", "code()"],
  ...["| a | b |", "|---|:-:|", "| 1 | 2 |", "a | b", "[1]: https://example.org", "[1]", "<div>", "</div>", "&amp;"],
);

/** Mostly lists and tables that go on. */
const listsAndTables = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom("- item", "- another", "1. one", "2. two", "  continued", "   deeper") },
      { weight: 6, arbitrary: fc.constantFrom("| a | b |", "|---|---|", "| 1 | 2 |", "| 3 | 4 |", "x | y") },
      { weight: 2, arbitrary: fc.constantFrom("  - nested", "  ```", "lazy", "* star", "- - both", " - shifted") },
      { weight: 1, arbitrary: line },
    ),
    { minLength: 5, maxLength: 30 },
  )
  .chain((lines) => fc.constantFrom(lines.join("\n"), `| a | b |\n|---|---|\n${lines.join("\n")}`));

const markdownText = fc.array(line, { maxLength: 25 }).map((lines) => lines.join("\n"));

/** The text in the pieces in which it may arrive. */
const streamedOf = (texts: fc.Arbitrary<string>) =>
  fc.tuple(texts, fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 80 })).map(([text, sizes]) => {
    const ends: number[] = [];
    for (let end = 0, i = 0; end < text.length; i++) ends.push((end += sizes[i % sizes.length] ?? 1));
    return { text, prefixes: ends.map((end) => text.slice(0, end)) };
  });

const streamed = streamedOf(markdownText);

const steady = (text: string) => lastBlock(extendBlocks(noBlocks, text), true).join("");

/** What they render to, a list or table of several pieces as one. */
function rendered(blocks: Blocks): string {
  return [...blocks.done, lastBlock(blocks, false)]
    .map((pieces) => pieces.map(renderMarkdown).join(JOINT))
    .join("")
    .replace(new RegExp(`</(?:ul|ol)>\n${JOINT}<(?:ul|ol)[^>]*>\n`, "g"), "")
    .replace(new RegExp(`(?:</tbody>\n)?</table>\n${JOINT}<table>\n<thead>[^]*?</thead>\n<tbody>\n`, "g"), "");
}

const JOINT = "\u0001";

/** A blank line anywhere in a list makes paragraphs of all its items; of one in pieces, of those in its piece. */
const tight = (html: string) => html.replace(/<\/?p>\n?|\n/g, "");

describe("the blocks of markdown that is being written", () => {
  it("render, one by one, to what the whole renders to", () => {
    fc.assert(
      fc.property(streamed, ({ text, prefixes }) => {
        const blocks = [...prefixes, text].reduce((all, prefix) => extendBlocks(all, prefix), noBlocks);
        assert.equal(rendered(blocks), renderMarkdown(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("render to the same, too, where lists and tables are cut into pieces", () => {
    let cut = 0;
    fc.assert(
      fc.property(streamedOf(listsAndTables), ({ text, prefixes }) => {
        const blocks = [...prefixes, text].reduce((all, prefix) => extendBlocks(all, prefix, 8), noBlocks);
        cut += blocks.open.length + blocks.done.filter((pieces) => pieces.length > 1).length;
        assert.equal(tight(rendered(blocks)), tight(renderMarkdown(text)));
      }),
      { numRuns: 3000 },
    );
    assert.ok(cut > 300, `only ${cut} were cut`);
  });

  it("lose nothing of the text and never change once they are done", () => {
    fc.assert(
      fc.property(streamed, ({ prefixes }) => {
        let blocks = noBlocks;
        for (const prefix of prefixes) {
          const next = extendBlocks(blocks, prefix);
          assert.deepEqual(next.done.slice(0, blocks.done.length), blocks.done);
          assert.equal((next.done.flat().join("") + openBlock(next)).replaceAll("\n", ""), prefix.replaceAll("\n", ""));
          blocks = next;
        }
      }),
    );
  });

  it("are done as soon as the next one has begun", () => {
    const blocks = extendBlocks(noBlocks, "one\n\ntwo\n\n```ts\na\n\nb\n```\nthree\n\nfour");
    assert.deepEqual(blocks.done.flat(), ["one\n\n", "two\n\n", "```ts\na\n\nb\n```\n"]);
    assert.equal(openBlock(blocks), "three\n\nfour");
  });

  it("leave little to parse of a long list and a long table, and nothing of a long fence", () => {
    const list = "1. one thing and another\n".repeat(2_000);
    const table = `| a | b |\n|---|---|\n${"| one | another |\n".repeat(2_000)}`;
    for (const long of [list, table]) {
      let blocks = noBlocks;
      for (let end = 500; end <= long.length; end += 500) {
        blocks = extendBlocks(blocks, long.slice(0, end));
        assert.ok(openBlock(blocks).length < 3_000);
      }
      assert.ok(blocks.open.length > 10);
    }
    const fence = `~~~ts\n${"const a = 1;\n".repeat(2_000)}`;
    assert.deepEqual(openFence(fence), { language: "ts", code: fence.slice(6) });
    for (const closed of ["```\na\n```\n", "``` a`b\n", "text\n", "```", "````\n```\n`````", " ```\na"]) {
      assert.equal(openFence(closed), undefined, closed);
    }
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
    assert.deepEqual(blocks, { ...noBlocks, text: "else" });
  });

  it("hold back a last line that is nothing but marks", () => {
    for (const marks of ["-", "##", "2.", "``", "> ", "  -", "**"]) assert.equal(steady(`text\n${marks}`), "text\n");
    for (const text of ["text\n- a", "text\n-\n", "12. a", "text\n`a`"]) assert.equal(steady(text), text);
  });

  it("count every line end as one line feed", () => {
    assert.equal(withLineFeeds("a\r\nb\rc\nd\r"), "a\nb\nc\nd\n");
  });
});
