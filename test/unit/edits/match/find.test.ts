import assert from "node:assert/strict";
import * as fc from "fast-check";
import { findOnce } from "../../../../src/edits/match/find";
import type { Place } from "../../../../src/edits/match/place";

/** What is found, or why nothing is. */
function found(text: string, wanted: string, besides?: Place): string {
  const match = findOnce(text, wanted, { besides });
  return match.kind === "found"
    ? `${match.start}: ${text.slice(match.start, match.end)}`
    : match.kind === "ambiguous"
      ? `${match.places.length} places`
      : "missing";
}

describe("finding a piece of text", () => {
  it("finds it exactly, within a line too", () => {
    assert.equal(found("const a = 1;", "a = 1"), "6: a = 1");
  });

  it("does not find it within a name, a number or a character", () => {
    assert.equal(found("max = 10", "x = 1"), "missing");
    assert.equal(found("max = 10\nx = 1\n", "x = 1"), "9: x = 1");
    assert.equal(found("max = 1", "x = 1"), "missing");
    assert.equal(found("x = 10", "x = 1"), "missing");
    assert.equal(found("background-color: red;", "color: red;"), "missing");
    assert.equal(found("größe = 1", "e = 1"), "missing");
    assert.equal(found("e\u0301 = 1", "e"), "missing");
    assert.equal(found("'👩‍💻'", "👩"), "missing");
    assert.equal(found("max = 10\r\nb", "x = 10\nb"), "missing");
    assert.equal(found("i--; x-1", "i"), "0: i");
  });

  it("does not find less indentation than there is, for that", () => {
    assert.equal(found("  a();\n    a();\n", "  a();"), "0:   a();");
    assert.equal(found("  a();\n    a();\n", "    a();"), "7:     a();");
    assert.equal(found("  a();\n    a();\n", "a();"), "2 places");
  });

  it("does not choose among several places", () => {
    assert.equal(found("a\nb\na", "a"), "2 places");
    assert.equal(found("(((", "(("), "2 places");
  });

  it("does not take nothing, blank lines or another case for a place", () => {
    assert.equal(found("a\n\nb", ""), "missing");
    assert.equal(found("a\n\n \t\nb", "\n  \n"), "missing");
    assert.equal(found("const A = 1;", "const a = 1;"), "missing");
    assert.equal(found("", "a"), "missing");
  });

  it("finds it with other line ends", () => {
    assert.equal(found("a\r\nb\r\nc", "a\nb"), "0: a\r\nb");
    assert.equal(found("a\nb\nc", "b\r\nc"), "2: b\nc");
    assert.equal(found("f(a,\r\n  b,\r\n  c);\r\n", "a,\n  b,\n  c"), "2: a,\r\n  b,\r\n  c");
    assert.equal(found("a; {\r\n  b();\r\n", "{\n  b();\n"), "3: {\r\n  b();\r\n");
  });

  it("finds it with its line end", () => {
    assert.equal(found("a\r\nb\r\nc", "a\nb\n"), "0: a\r\nb\r\n");
    assert.equal(found("a\r\nb", "a\nb\n"), "0: a\r\nb");
  });

  it("finds it with other trailing space", () => {
    assert.equal(found("a;  \nb;", "a;\nb;"), "0: a;  \nb;");
    assert.equal(found("x\na;\nb;", "a; \nb;\t"), "2: a;\nb;");
    assert.equal(found("f(a, \r\n  b);", "a,\n  b"), "2: a, \r\n  b");
    assert.equal(found("a b", "a "), "0: a ");
    assert.equal(found("ab\na.b", "a \nb"), "missing");
    assert.equal(found("x\na.b", "x\na "), "missing");
  });

  it("finds it with another indentation, whole lines only, all moved alike", () => {
    assert.equal(found("if (a) {\n\t\tb();\n\t\t\tc();\n}", "b();\n\tc();"), "9: \t\tb();\n\t\t\tc();");
    assert.equal(found("{\n  b();\n\n    c();\n}", "    b();\n \n      c();\n"), "2:   b();\n\n    c();\n");
    assert.equal(found("xb();\n  c();", "b();\nc();"), "missing");
    assert.equal(found("if (a) {\n\t\tb();\n\t\tc();\n}", "b();\n  c();"), "missing");
    assert.equal(found("if a:\n    b()\n  c()\n", "b()\nc()\n"), "missing");
    assert.equal(found("\tb();\n\t\tc();", "  b();\n    c();"), "missing");
    assert.equal(found("\tb();\n\t\tc();", "  b();\n  \tc();"), "0: \tb();\n\t\tc();");
  });

  it("takes the closest way of reading, though another would give more", () => {
    assert.equal(found("a; \n  b;\na;\n  b;", "a;\n  b;"), "9: a;\n  b;");
    assert.equal(found("a; \n  b;\n    a;\n      b;", "a;\t\n  b;"), "0: a; \n  b;");
    assert.equal(found("a;\r\n b;\r\n  a; \r\n b;", "a;\n b;"), "0: a;\r\n b;");
  });

  it("looks outside the target, and within it only if it is nowhere else", () => {
    const text = "use(a);\nuse(a);\nother();";
    assert.equal(found(text, "use(a);", { start: 0, end: 7 }), "8: use(a);");
    assert.equal(found(text, "use(a);", { start: 0, end: 15 }), "2 places");
    assert.equal(found(text, "other();", { start: 16, end: 24 }), "16: other();");
    assert.equal(found(text, "use(a);\nuse(a);", { start: 8, end: 15 }), "0: use(a);\nuse(a);");
  });

  it("finds a line that stands once, whatever its end and indentation", () => {
    const name = fc.integer({ min: 0, max: 999 });
    const space = fc.constantFrom("", " ", "\t", "  \t");
    const property = fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 10 }),
      fc.nat(),
      fc.tuple(space, space, space, space),
      fc.constantFrom("\n", "\r\n"),
      (names, pick, [a, b, c, d], eol) => {
        const at = pick % names.length;
        const lines = names.map((one, index) => (index === at ? `${a}n${one};${b}` : `n${one};`));
        const start = lines.slice(0, at).join(eol).length + (at === 0 ? 0 : eol.length);
        const match = findOnce(lines.join(eol), `${c}n${names[at]};${d}`);
        assert.ok(match.kind === "found" && match.start >= start && match.end <= start + (lines[at] ?? "").length);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });
});
