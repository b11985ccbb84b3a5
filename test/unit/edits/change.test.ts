import assert from "node:assert/strict";
import * as fc from "fast-check";
import { applyEdits, editsBetween } from "../../../src/edits/change";

const line = fc.oneof(
  fc.constantFrom("", "a", "b", "}", "  return 1;", "👩‍💻 = 'é'", "\u0000", "\ud800", "a\rb"),
  fc.string({ unit: "grapheme", maxLength: 6 }).map((text) => text.replaceAll("\n", "")),
);
/** Documents with `\n`, with `\r\n`, with both; with a final line end and without; empty ones. */
const documents = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\n", "\r\n")), { maxLength: 12 })
  .chain((lines) => fc.tuple(fc.constant(lines), line))
  .map(([lines, last]) => lines.map(([text, end]) => text + end).join("") + last);

describe("edits between two texts", () => {
  it("make the second of the first, however many lines differ", () => {
    const many = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 500, maxLength: 900 });
    const property = fc.property(many, many, (a, b) => {
      const [before, after] = [a.join("\n"), b.join("\n")];
      assert.equal(applyEdits(before, editsBetween(before, after)), after);
    });
    fc.assert(property, { numRuns: 20 });
  });

  it("make the second of the first", () => {
    const property = fc.property(documents, documents, (before, after) => {
      assert.equal(applyEdits(before, editsBetween(before, after)), after);
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  it("are none for the same text, are in order, do not touch, and begin and end with a line", () => {
    const property = fc.property(documents, documents, (before, after) => {
      assert.deepEqual(editsBetween(before, before), []);
      let last = -1;
      for (const { start, end } of editsBetween(before, after)) {
        assert.ok(start > last && end >= start);
        for (const border of [start, end]) {
          assert.ok(border === 0 || border === before.length || before[border - 1] === "\n");
        }
        last = end;
      }
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("leave the lines between two changes alone", () => {
    const before = "a\nkeep\nb\n";
    assert.deepEqual(editsBetween(before, "A\nkeep\nB\n"), [
      { start: 0, end: 2, newText: "A\n" },
      { start: 7, end: 9, newText: "B\n" },
    ]);
    assert.deepEqual(editsBetween("a\nb\n", "a\nnew\nb\n"), [{ start: 2, end: 2, newText: "new\n" }]);
    assert.deepEqual(editsBetween("a\nold\nb\n", "a\nb\n"), [{ start: 2, end: 6, newText: "" }]);
  });

  it("are the few that they are in a long file", () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `line ${at % 700}\n`);
    const changed = lines.map((line, at) => (at % 200 === 7 ? `changed ${at}\n` : line));
    const edits = editsBetween(lines.join(""), changed.join(""));
    assert.deepEqual([edits.length, edits.every(({ newText }) => /^changed \d+\n$/.test(newText))], [100, true]);
  });

  it("are coarser where little is left of a long file, and still right", () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `line ${at}\n`);
    const rewritten = lines.map((line, at) => (at % 1000 === 0 ? line : `new ${at}\n`));
    const [before, after] = [lines.join(""), rewritten.join("")];
    const edits = editsBetween(before, after);
    assert.deepEqual([edits.length, applyEdits(before, edits) === after], [20, true]);
    assert.equal(editsBetween(before, lines.toReversed().join("")).length, 2);
  });

  it("give a file its final line end, and take it", () => {
    assert.deepEqual(editsBetween("a\nb", "a\nb\n"), [{ start: 2, end: 3, newText: "b\n" }]);
    assert.deepEqual(editsBetween("a\r\nb\r\n", "a\r\nb"), [{ start: 3, end: 6, newText: "b" }]);
  });
});

describe("applying edits", () => {
  it("takes them in any order", () => {
    const edits = [
      { start: 4, end: 5, newText: "E" },
      { start: 0, end: 1, newText: "" },
      { start: 2, end: 2, newText: "new" },
    ];
    assert.equal(applyEdits("abcdef", edits), "bnewcdEf");
  });

  it("inserts in front of what is replaced at the same place", () => {
    const edits = [
      { start: 1, end: 3, newText: "-" },
      { start: 1, end: 1, newText: "new" },
    ];
    assert.equal(applyEdits("abcd", edits), "anew-d");
  });
});
