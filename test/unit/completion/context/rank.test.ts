import assert from "node:assert/strict";
import * as fc from "fast-check";
import { queryAt } from "../../../../src/completion/context/query";
import { Library } from "../../../../src/completion/context/library";
import { Pauses } from "../../../../src/completion/context/pause";
import { chosenOf } from "../../../../src/completion/context/rank";
import { blocksOf, rendered } from "../../../../src/completion/context/render";
import type { Piece } from "../../../../src/completion/context/source";
import { aboutTokens } from "../../../../src/mistral/usage";
import { marked } from "../marked";

const never = new AbortController().signal;

/** @param likelier by how much each name is likelier than others */
async function contextOf(
  source: string,
  files: Readonly<Record<string, string>>,
  { likelier = {}, pieces = [], tokens = 200 }: Options = {},
): Promise<string> {
  const query = queryAt(marked(source));
  const library = new Library();
  const pauses = new Pauses(never);
  for (const [path, text] of Object.entries(files)) await library.put(path, text, pauses);
  const clues = new Float32Array(library.size);
  for (const [name, clue] of Object.entries(likelier)) clues[library.number(name) ?? -1] = clue;
  return rendered(
    blocksOf(await chosenOf([{ clues, pieces }], query, library, { tokens }, pauses), query.path),
    query.path,
  );
}

interface Options {
  readonly likelier?: Readonly<Record<string, number>>;
  readonly pieces?: readonly Piece[];
  readonly tokens?: number;
}

describe("the ranking of context", () => {
  it("renders Codestral's form for several files, with the header of the current file last", async () => {
    const text = await contextOf("x = █", { "lib/a.ts": "function alpha(): Beta;" });
    assert.equal(text, "+++++ lib/a.ts\nfunction alpha(): Beta;\n+++++ src/file.typescript\n");
  });

  it("names a near file as an import would where that is shorter", async () => {
    const text = await contextOf("x = █", { "src/a.ts": "function alpha(): Beta;" });
    assert.match(text, /^\+{5} \.\/a\.ts\n/);
  });

  it("is nothing when nothing was found", async () => {
    assert.equal(await contextOf("x = █", {}), "");
    assert.equal(await contextOf("x = █", { "a.ts": "// only words\n\n}" }), "");
  });

  it("shows nothing twice, and nothing for names that stand beside the cursor", async () => {
    const text = await contextOf("const alpha = beta();\n█\nconst gamma = delta();", {
      "a.ts": "const alpha = beta();\n\nconst gamma = delta();\n\nconst epsilon = zeta();",
      "b.ts": "const epsilon = zeta();\nconst eta = theta();",
    });
    assert.equal(text.split("alpha").length, 1);
    assert.equal(text.split("gamma").length, 1);
    assert.equal(text.split("epsilon").length, 2);
    assert.match(text, /eta = theta/);
  });

  it("takes the likelier names when there is room for few, and puts the most valuable file last", async () => {
    const files = {
      "b/likely.ts": "const likelyOne12 = likelyTwo34;",
      "a/unlikely.ts": "const otherOne12 = otherTwo34;",
    };
    const likelier = { likelyOne12: 5, likelyTwo34: 5 };
    const both = await contextOf("█", files, { likelier });
    assert.ok(both.indexOf("otherOne12") < both.indexOf("likelyOne12"));
    const one = await contextOf("█", files, { likelier, tokens: 25 });
    assert.match(one, /likelyOne12/);
    assert.doesNotMatch(one, /otherOne12/);
  });

  it("shows each likely name once, and then what it lacks", async () => {
    const files = {
      "a.ts": "const first = alphaName;\n\n\nconst second = alphaName;\n\n\nconst third = betaName;",
    };
    const text = await contextOf("first second third █", files, {
      likelier: { alphaName: 8, betaName: 6 },
      tokens: 30,
    });
    assert.equal(text.split("alphaName").length, 2);
    assert.match(text, /third = betaName/);
  });

  it("shows a member below its owner's line, and closes that", async () => {
    const files = {
      "a.ts": `export class Store {\n  private open = new Map<string, string>();\n\n  findUser(name: string): User {\n${"    work();\n".repeat(12)}  }\n}\n`,
    };
    const text = await contextOf("work();\n█", files, { likelier: { findUser: 9 }, tokens: 45 });
    assert.match(text, /^export class Store \{\n {2}private .*\n {2}findUser\(name: string\): User\n\}$/m);
  });

  it("shows a statement with the one beside it, as they are indented", async () => {
    const files = {
      "a.ts": `function outer() {\n${"  filler();\n".repeat(9)}\n  const user = store.findUser(name);\n  user.rename(other);\n\n${"  filler();\n".repeat(9)}}`,
    };
    const text = await contextOf("█", files, { likelier: { findUser: 9 }, tokens: 40 });
    assert.match(text, /^ {2}const user = store\.findUser\(name\);\n {2}user\.rename\(other\);$/m);
  });

  it("never shows half of a statement", async () => {
    const files = { "a.ts": "} else if (isBoolean()) {\nbuild(\n});" };
    assert.equal(await contextOf("█", files, { likelier: { isBoolean: 9, build: 9 } }), "");
  });

  it("keeps a diff whole, or leaves it out", async () => {
    const lines = ["// - old(one);", "// + new(two);"];
    const pieces = [{ path: "a.ts", lines, weight: 0.5, source: { path: "a.ts", lines: { first: 1, last: 1 } } }];
    assert.match(
      await contextOf("█", {}, { pieces, tokens: 400 }),
      /\+{5} a\.ts\n\/\/ - old\(one\);\n\/\/ \+ new\(two\);\n/,
    );
    assert.equal(await contextOf("█", {}, { pieces, tokens: 30 }), "");
  });

  it("leaves files that have not changed where they stood", () => {
    const chosen = (path: string, text: string, value: number) => ({
      path,
      text,
      value,
      source: { path, characters: text.length },
    });
    const first = blocksOf([chosen("a", "a", 3), chosen("b", "b", 2), chosen("c", "c", 1)], "d");
    assert.deepEqual(
      first.map(({ path }) => path),
      ["c", "b", "a"],
    );
    const second = blocksOf([chosen("a", "a", 1), chosen("b", "changed", 2), chosen("c", "c", 9)], "d", first);
    assert.deepEqual(
      second.map(({ path }) => path),
      ["c", "a", "b"],
    );
  });

  it("never exceeds its budget", async () => {
    const line = fc.constantFrom(
      "alpha(beta);",
      "const gamma = delta.epsilon(zeta, eta);",
      "}",
      "theta: iota;",
      "kappa()",
      "class Lambda {",
      "  mu(nu: xi): omicron {",
      "    pi.rho(sigma);",
      "    tau = upsilon;",
      "  }",
      "def phi(chi):",
    );
    const path = fc.constantFrom("a.ts", "some/longer/path/of/a/file.ts", "other/b.py");
    const files = fc.dictionary(
      path,
      fc.array(line, { maxLength: 20 }).map((lines) => lines.join("\n")),
    );
    const pieces = fc.array(
      fc.record({
        path,
        lines: fc.array(line, { maxLength: 6 }),
        weight: fc.double({ min: 0, max: 0.9, noNaN: true }),
        source: fc.record({ path }),
      }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(files, pieces, fc.integer({ min: 10, max: 120 }), async (files, pieces, tokens) => {
        const text = await contextOf("█", files, { pieces, tokens });
        assert.ok(aboutTokens(text.length) <= tokens, text);
      }),
    );
  });
});
