import assert from "node:assert/strict";
import * as fc from "fast-check";
import { queryAt } from "../../../../src/completion/context/query";
import { chosenOf } from "../../../../src/completion/context/rank";
import { blocksOf, rendered } from "../../../../src/completion/context/render";
import type { Piece } from "../../../../src/completion/context/source";
import { estimatedTokens } from "../../../../src/completion/context/tokens";
import { marked } from "../marked";

const never = new AbortController().signal;

function piece(path: string, lines: readonly string[], weight: number, whole = false): Piece {
  return { path, lines: lines.map((text, at) => ({ at, text })), weight, whole };
}

async function contextOf(source: string, pieces: readonly Piece[], tokens = 200): Promise<string> {
  const query = queryAt(marked(source));
  return rendered(blocksOf(await chosenOf(pieces, query, { tokens, commonness: () => 0 }, never)), query.path);
}

describe("the ranking of context", () => {
  it("renders Codestral's form for several files, with the header of the current file last", async () => {
    const text = await contextOf("x = █", [piece("a.ts", ["function alpha(): Beta;"], 0.5)]);
    assert.equal(text, "+++++ a.ts\nfunction alpha(): Beta;\n+++++ src/file.typescript\n");
  });

  it("is nothing when nothing was found", async () => {
    assert.equal(await contextOf("x = █", []), "");
    assert.equal(await contextOf("x = █", [piece("a.ts", ["// only words", "", "}"], 0.5)]), "");
  });

  it("takes no line that stands beside the cursor, and none twice", async () => {
    const text = await contextOf("const alpha = beta();\n█\nconst gamma = delta();", [
      piece("a.ts", ["const alpha = beta();", "  const gamma = delta();", "const epsilon = zeta();"], 0.5),
      piece("b.ts", ["const epsilon = zeta();", "const eta = theta();"], 0.5),
    ]);
    assert.equal(text.split("alpha").length, 1);
    assert.equal(text.split("gamma").length, 1);
    assert.equal(text.split("epsilon").length, 2);
    assert.match(text, /eta = theta/);
  });

  it("takes the likelier names when there is room for few, and puts the most valuable file last", async () => {
    const unlikely = piece("a.ts", ["unlikelyOne(unlikelyTwo);"], 0.1);
    const likely = piece("b.ts", ["likelyOne12(likelyTwo34);"], 0.9);
    const both = await contextOf("█", [likely, unlikely]);
    assert.ok(both.indexOf("unlikelyOne") < both.indexOf("likelyOne12"));
    const one = await contextOf("█", [likely, unlikely], 22);
    assert.match(one, /likelyOne12/);
    assert.doesNotMatch(one, /unlikelyOne/);
  });

  it("keeps a diff whole, or leaves it out", async () => {
    const diff = piece("a.ts", ["-old(one);", "+new(two);"], 0.5, true);
    assert.match(await contextOf("█", [diff], 400), /\+{5} a\.ts\n-old\(one\);\n\+new\(two\);\n/);
    assert.equal(await contextOf("█", [diff], 30), "");
  });

  it("leaves files that have not changed where they stood", () => {
    const chosen = (path: string, text: string, value: number) => ({ path, at: 0, text, value, whole: false });
    const first = blocksOf([chosen("a.ts", "a", 3), chosen("b.ts", "b", 2), chosen("c.ts", "c", 1)]);
    assert.deepEqual(
      first.map(({ path }) => path),
      ["c.ts", "b.ts", "a.ts"],
    );
    const second = blocksOf([chosen("a.ts", "a", 1), chosen("b.ts", "changed", 2), chosen("c.ts", "c", 9)], first);
    assert.deepEqual(
      second.map(({ path }) => path),
      ["c.ts", "a.ts", "b.ts"],
    );
  });

  it("never exceeds its budget", async () => {
    const line = fc.constantFrom(
      "alpha(beta);",
      "const gamma = delta.epsilon(zeta, eta);",
      "}",
      "theta: iota;",
      "kappa()",
    );
    const pieces = fc.array(
      fc.record({
        path: fc.constantFrom("a.ts", "some/longer/path/of/a/file.ts", "b.py"),
        lines: fc.array(fc.record({ at: fc.nat(50), text: line }), { maxLength: 6 }),
        weight: fc.double({ min: 0, max: 0.9, noNaN: true }),
        whole: fc.boolean(),
      }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 10, max: 120 }), async (pieces, tokens) => {
        const text = await contextOf("█", pieces, tokens);
        assert.ok(estimatedTokens(text) <= tokens, text);
      }),
    );
  });
});
