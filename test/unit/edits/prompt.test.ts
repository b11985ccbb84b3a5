import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Message } from "../../../src/mistral/messages";
import { editMessages } from "../../../src/edits/prompt";

const INSTRUCTION = "Simplify this code.";
const SURROUNDINGS = 12_000;

function shown(text: string, start: number, end: number): string {
  const target = {
    uri: "file:///a.ts",
    path: "src/a.ts",
    languageId: "typescript",
    eol: "\n" as const,
    text,
    start,
    end,
  };
  const [, user] = editMessages("edit", INSTRUCTION, target);
  return String(user?.content);
}

function systemOf(messages: readonly Message[]): string {
  return String(messages[0]?.content);
}

describe("the request for an edit", () => {
  it("names what to do, the file, and the target within it", () => {
    assert.equal(
      shown("import a\nf();\nend", 9, 13),
      [
        `<instruction>\n${INSTRUCTION}\n</instruction>`,
        '<file path="src/a.ts" language="typescript">',
        "import a\n\n<target>\nf();\n</target>\n\nend",
        "</file>",
      ].join("\n"),
    );
  });

  it("says of which lines of the file it is made, and of how much", () => {
    const of = (text: string, start: number, end: number) => {
      const target = { uri: "", path: "src/a.ts", languageId: "go", eol: "\n" as const, text, start, end };
      const [, user] = editMessages("edit", INSTRUCTION, target);
      return user && "sources" in user ? user.sources : undefined;
    };
    assert.deepEqual(of("import a\nf();\nend", 9, 13), [{ path: "src/a.ts", characters: 17 }]);
    const line = `${"x".repeat(99)}\n`;
    const long = line.repeat(400);
    assert.deepEqual(of(long, 20_000, 20_099), [
      { path: "src/a.ts", lines: { first: 82, last: 321 }, characters: 23_999 },
    ]);
  });

  it("asks for the form that the answer is to have", () => {
    const target = { uri: "", path: "a", languageId: "go", eol: "\n" as const, text: "", start: 0, end: 0 };
    assert.match(systemOf(editMessages("edit", INSTRUCTION, target)), /`replacement`.*`elsewhere`.*`summary`/);
    assert.match(systemOf(editMessages("newFile", INSTRUCTION, target)), /`path`.*`content`.*`summary`/);
  });

  it("cuts a long file at line borders around the whole target", () => {
    const lines = Array.from({ length: 4_000 }, (_, at) => `line ${at} 👍`);
    const text = lines.join("\n");
    const start = text.indexOf("line 2000");
    const end = text.indexOf("line 2003") - 1;
    const [, before = "", inside = "", after = ""] =
      /language="typescript">\n([\s\S]*)\n<target>\n([\s\S]*)\n<\/target>\n([\s\S]*)\n<\/file>$/.exec(
        shown(text, start, end),
      ) ?? [];
    assert.equal(inside, text.slice(start, end));
    assert.ok(before.length > SURROUNDINGS - 20 && before.length <= SURROUNDINGS);
    assert.ok(after.length > SURROUNDINGS - 20 && after.length <= SURROUNDINGS);
    assert.ok(text.includes(before + inside + after));
    for (const line of [before.split("\n")[0], after.split("\n").at(-1)]) {
      assert.ok(line !== undefined && lines.includes(line));
    }
  });

  it("holds the target whole and not much else, whatever the lines are like", () => {
    const texts = fc.array(fc.tuple(fc.constantFrom("a", "\n", "👍", "x\n"), fc.nat(20_000)), { maxLength: 4 });
    const property = fc.property(texts, fc.nat(), fc.nat(99), (runs, from, length) => {
      const text = runs.map(([piece, count]) => piece.repeat(count)).join("");
      const start = from % (text.length + 1);
      const end = Math.min(text.length, start + length);
      const message = shown(text, start, end);
      assert.ok(message.includes(`\n<target>\n${text.slice(start, end)}\n</target>\n`));
      assert.ok(message.length < 2 * SURROUNDINGS + length + 1_000);
    });
    fc.assert(property, { numRuns: 100 });
  });
});
