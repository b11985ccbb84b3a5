import assert from "node:assert/strict";
import * as fc from "fast-check";
import { renderMarkdown } from "../../../src/webview/markdown";

describe("the markdown of answers", () => {
  it("shows HTML as text", () => {
    const html = renderMarkdown('<script>alert(1)</script>\n\n<img src=x onerror="alert(1)">');
    assert.ok(!/<(?:script|img)/.test(html));
    assert.ok(html.includes("&lt;script&gt;"));
  });

  it("makes no element but those of markdown, whatever comes", () => {
    const pieces = fc.constantFrom(
      "<",
      ">",
      "![",
      "](",
      ")",
      "x",
      "`",
      "\n",
      "onerror=",
      '"',
      "javascript:",
      "https://a.b",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        for (const [, name] of renderMarkdown(parts.join("")).matchAll(/<\/?([^\s>]*)/g)) {
          assert.ok(/^(?:p|br|a|code|pre|blockquote|h1|em|strong)$/.test(name ?? ""), name);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("offers an image as a link that says what it shows", () => {
    assert.equal(
      renderMarkdown('![A *cat*](https://example.org/cat.png "t")'),
      '<p><a href="https://example.org/cat.png">A cat</a></p>\n',
    );
    assert.equal(
      renderMarkdown("[![badge](https://example.org/b.svg)](https://example.org)"),
      '<p><a href="https://example.org">badge</a></p>\n',
    );
    assert.ok(!renderMarkdown("![x](data:image/png;base64,AA)").includes("<a"));
  });

  it("links only where a link may lead", () => {
    for (const address of [
      "javascript:alert(1)",
      "JaVa&#115;cript:x",
      "vbscript:x",
      "file:///etc/passwd",
      "//evil.org",
    ]) {
      assert.ok(!renderMarkdown(`[x](${address})`).includes("<a"), address);
    }
    for (const address of ["https://example.org", "mailto:a@example.org", "src/a.ts#L10", "src/a.ts:10"]) {
      assert.equal(renderMarkdown(`[x](${address})`), `<p><a href="${address}">x</a></p>\n`);
    }
  });

  it("links addresses that stand in the text, but guesses none", () => {
    assert.equal(
      renderMarkdown("See https://example.org/a and example.org."),
      '<p>See <a href="https://example.org/a">https://example.org/a</a> and example.org.</p>\n',
    );
  });

  it("names the language of a fence without what else its line says", () => {
    for (const info of ["ts", "ts:src/a.ts", "ts {1,2}", "ts title=x"]) {
      assert.equal(renderMarkdown(`~~~${info}\na < b\n~~~`), '<pre data-language="ts"><code>a &lt; b\n</code></pre>\n');
    }
  });

  it("marks the items of a task list, which keep no brackets", () => {
    const html = renderMarkdown("- [x] done\n- [ ] to *do*\n  1. [X] within\n\n     more\n- [y] no task\n- `[x]` code");
    assert.equal(html.match(/data-task="done"/g)?.length, 2);
    assert.equal(html.match(/data-task="open"/g)?.length, 1);
    assert.ok(html.includes('<li data-task="done">done</li>') && html.includes("[y] no task"));
    assert.ok(!/\[[xX ]\]/.test(html.replace("<code>[x]</code>", "")), html);
    assert.ok(renderMarkdown("[x] no item").includes("[x] no item"));
  });

  it("sets no style", () => {
    const html = renderMarkdown("| a | b |\n|--:|:-:|\n| 1 | 2 |");
    assert.ok(!html.includes("style"));
    assert.ok(html.includes('<td data-align="right">1</td>'));
  });
});
