import assert from "node:assert/strict";
import * as fc from "fast-check";
import { blockEnd } from "../../mistral/brains/demo/blockEnd";
import { continuation } from "../../mistral/brains/demo/continuation";

const shop = `import { readFileSync } from "node:fs";

export interface Item {
  name: string;
  price: number;
}

export function total(items: readonly Item[]): number {
  let sum = 0;
  for (const item of items) {
    sum += item.price;
  }
  return sum;
}

export function names(items: readonly Item[]): string[] {
  const found: string[] = [];
  for (const item of items) {
    found.push(item.name);
  }
  return found;
}
`;
const files = [{ path: "shop.ts", text: shop }];

const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
const end = (text: string, indent = "", oneLine = false) => text.slice(0, blockEnd(text, indent, oneLine));

describe("the demo's ghost text", () => {
  it("goes on as the file does, to the end of the block", () => {
    assert.equal(continuation("export function total(", ") {}", files), "items: readonly Item[]");
    assert.equal(
      continuation("// other\nfunction all(items: readonly Item[]): number {\n  let sum = 0;\n", "\n}\n", files),
      "  for (const item of items) {\n    sum += item.price;\n  }\n  return sum;",
    );
  });

  it("prefers the longest agreement", () => {
    const prompt = "  const found: string[] = [];\n  for (const item of items) {\n";
    assert.equal(continuation(prompt, "", files), "    found.push(item.name);");
  });

  it("takes the indentation of the line it continues", () => {
    assert.equal(
      continuation("      for (const item of items) {", "\n      }", files),
      "\n        sum += item.price;".replace("        ", "        "),
    );
  });

  it("says nothing where nothing agrees, or too little", () => {
    assert.equal(continuation("zebra crossing", "", files), "");
    assert.equal(continuation("  }", "", files), "");
    assert.equal(continuation("em", "", files), "");
    assert.equal(continuation("", "", files), "");
  });

  it("does not go on from the middle of another word", () => {
    assert.equal(continuation("const stems", "", [{ path: "a.ts", text: "items.push(1);\n" }]), "");
  });

  it("keeps CRLF", () => {
    const more = continuation("function x() {\r\n  let sum = 0;\r\n", "\r\n}", files);
    assert.match(more, /\r\n {4}sum/);
    assert.doesNotMatch(more, /[^\r]\n/);
  });

  it("never repeats what follows the cursor", () => {
    fc.assert(
      fc.property(fc.nat(shop.length), fc.nat(40), (cut, gap) => {
        const suffix = shop.slice(cut + gap);
        const more = continuation(shop.slice(0, cut), suffix, files);
        const sameLine = suffix.split("\n", 1)[0] ?? "";
        if (sameLine.trim() !== "") assert.ok(!more.includes(sameLine.trim()) && !more.includes("\n"), more);
        else assert.ok(!lines(more).includes(lines(suffix)[0] ?? "nothing"), more);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("where a block ends", () => {
  it("before the bracket that closes what was open", () => {
    assert.equal(end("a, (b)); c()"), "a, (b)");
  });

  it("does not count brackets in strings, nor apostrophes as strings", () => {
    assert.equal(end(`say(")", '\\'}'); // don't }\n}`), `say(")", '\\'}'); // don't `);
  });

  it("at a blank line, unless a bracket is open", () => {
    assert.equal(end("f({\n\n  a,\n});\n\nnext"), "f({\n\n  a,\n});");
  });

  it("where the indentation ends", () => {
    assert.equal(end("return x\n    more\nnext", "    "), "return x\n    more");
  });

  it("at the end of the line where more may not be said", () => {
    assert.equal(end("f({\n a })", "", true), "f({");
  });

  it("after fifteen lines", () => {
    assert.equal(end("x\n".repeat(40)).split("\n").length, 15);
  });
});
