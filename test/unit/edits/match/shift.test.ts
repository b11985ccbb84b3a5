import assert from "node:assert/strict";
import { linesWithinLiterals } from "../../../../src/edits/match/literals";
import { asIndented, shiftBetween } from "../../../../src/edits/match/shift";

describe("a shift of indentation", () => {
  for (const [name, given, wanted, shift] of [
    ["adds", ["a", "  b"], ["    x", "      y"], { add: "    ", remove: "" }],
    ["takes away", ["    a", "", "      b"], ["a", "", "  b"], { add: "", remove: "    " }],
    ["trades spaces for a tab", ["  a", "  \tb"], ["\ta", "\t\tb"], { add: "\t", remove: "  " }],
    ["goes by the line that is furthest out", ["    a", "  b"], ["  x", "y"], { add: "", remove: "  " }],
    ["is none for the same", ["  a"], ["  b"], { add: "", remove: "" }],
    ["is the same for all lines or none at all", ["a", "b"], ["a", "  b"], undefined],
    ["is none between blank lines", ["", " "], ["  ", ""], undefined],
  ] as const) {
    it(name, () => {
      assert.deepEqual(shiftBetween(given, wanted), shift);
    });
  }
});

describe("a replacement with the indentation of what it replaces", () => {
  for (const [name, text, original, before, result] of [
    ["is moved in", "a\n  b\n\nc", "    x", "", "    a\n      b\n\n    c"],
    ["is moved out", "    a\n      b\n", "x", "", "a\n  b\n"],
    ["takes tabs", "  a\n   \n  b", "\tx", "", "\ta\n   \n\tb"],
    ["stays when it is right", "  a\n b", "  x", "", "  a\n b"],
    ["goes by the first line that is not blank", "a\nb", "\n\t\n    x", "", "    a\n    b"],
    ["leaves a line that has less than is taken", "    a\n  b", "x", "", "a\n  b"],
    [
      "knows that only the first line has lost it",
      "def f():\n        return 2",
      "    def f():\n        return 1",
      "",
      "    def f():\n        return 2",
    ],
    [
      "knows that all have lost it",
      "def f():\n    return 2",
      "    def f():\n        return 1",
      "",
      "    def f():\n        return 2",
    ],
    ["leaves the text of a template", "f(`\nx\n`);\ng();", "  f(`\ny\n`);", "", "  f(`\nx\n`);\n  g();"],
    ["begins behind the indentation", "    b()\n    .c()", "b()\n    .c()", "    ", "b()\n    .c()"],
    ["begins behind the indentation, moved out", "if x:\n    b()", "b()", "    ", "if x:\n        b()"],
    ["begins within a line", "  b()\n    .c()", "b()\n    .c()", "let a = ", "b()\n    .c()"],
  ] as const) {
    it(name, () => {
      assert.equal(asIndented(text, original, before), result);
    });
  }
});

describe("lines within a text over several lines", () => {
  for (const [name, text, lines] of [
    ["of a template", "a = `x\ny\n`;\nb", [1, 2]],
    ["of triple quotes", 'a = """x\n"y"\n"""\nb', [1, 2]],
    ["of none in short quotes", "don't\n'`'\n\"`\"\nb", []],
    ["of a template with a quote in it", "`it's\n\\`\n` + x\ny", [1, 2]],
    ["of a template that does not end", "a\n`\nb", [2]],
    ["of a string that goes on behind a backslash", "'a \\\nb'\n`c`\nd", []],
  ] as const) {
    it(name, () => {
      assert.deepEqual([...linesWithinLiterals(text)], lines);
    });
  }
});
