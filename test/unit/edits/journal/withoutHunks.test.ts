import assert from "node:assert/strict";
import * as fc from "fast-check";
import { withoutHunks } from "../../../../src/edits/journal/withoutHunks";

const numbered = (...lines: (string | number)[]) => lines.map((line) => `${line}\n`).join("");

const BEFORE = numbered(1, 2, 3, 4, 5, 6, 7, 8);
/** 3 became two lines, and 7 went. */
const AFTER = numbered(1, 2, "three", "III", 4, 5, 6, 8);

describe("what we wrote in a file that has moved on", () => {
  it("is taken out, and what others wrote stays", () => {
    const current = numbered("top", 1, 2, "three", "III", 4, "5b", 6, 8, 9);
    assert.equal(withoutHunks(BEFORE, AFTER, current), numbered("top", 1, 2, 3, 4, "5b", 6, 7, 8, 9));
  });

  it("is taken out where the line beside it was changed", () => {
    assert.equal(
      withoutHunks(BEFORE, AFTER, numbered(1, "2b", "three", "III", "4b", 5, 6, 8)),
      numbered(1, "2b", 3, "4b", 5, 6, 7, 8),
    );
  });

  for (const [what, current] of [
    ["a line of it was changed", numbered(1, 2, "three!", "III", 4, 5, 6, 8)],
    ["lines came into the midst of it", numbered(1, 2, "three", "new", "III", 4, 5, 6, 8)],
    ["a part of it went", numbered(1, 2, "three", 4, 5, 6, 8)],
    ["lines came where it took some out", numbered(1, 2, "three", "III", 4, 5, 6, "new", 8)],
    ["both lines around the place where it took some out went", numbered(1, 2, "three", "III", 4, 5)],
    ["all of it went", numbered(1, 2)],
    ["everything went", ""],
  ] as const) {
    it(`is left alone where ${what}`, () => {
      assert.equal(withoutHunks(BEFORE, AFTER, current), undefined);
    });
  }

  it("is left alone where it stands twice, as nobody knows which is ours", () => {
    const before = numbered("a", "b", "c");
    const after = numbered("a", "ours", "b", "c");
    const block = numbered("a", "ours", "b", "c");
    assert.equal(withoutHunks(before, after, `${block}${block}`), undefined);
  });

  it("is told from its like by the lines around it", () => {
    const before = numbered("f", "}", "g", "}", "h", "}");
    const after = numbered("f", "}", "g", "x", "}", "h", "}");
    assert.equal(withoutHunks(before, after, `${after}x\n}\n`), `${before}x\n}\n`);
  });

  it("may be all that there is", () => {
    assert.equal(withoutHunks("", "ours\n", "ours\nmine\n"), "mine\n");
    assert.equal(withoutHunks("old\n", "ours\n", "ours\nmine\n"), "old\nmine\n");
  });

  it("is found whatever the line ends are by now", () => {
    const current = `0\n${AFTER}`.replaceAll("\n", "\r\n");
    assert.equal(withoutHunks(BEFORE, AFTER, current), `0\n${BEFORE}`.replaceAll("\n", "\r\n"));
  });

  it("is taken out as it is of the last line, which has no line end", () => {
    assert.equal(withoutHunks("a\nb", "a\nB", "0\na\nB"), "0\na\nb");
    assert.equal(withoutHunks("a\nb", "a\nB", "a\nB\nc"), undefined);
  });

  it("is taken out without a trace of it, and nothing else is lost: whatever was written, and by whom", () => {
    const line = fc.constantFrom("a", "b", "c", "d", "e", "f", "");
    const lines = fc.array(line, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lines, lines, lines, lines, lines, (top, before, after, between, end) => {
        // They write above and below, we between two lines that stand once.
        const text = (ours: string[], first: string[], last: string[]) =>
          numbered(...first, "<top>", "<our top>", ...ours, "<our end>", "<end>", ...last);
        const now = withoutHunks(text(before, top, end), text(after, top, end), text(after, between, before));
        assert.equal(now, text(before, between, before));
      }),
    );
  });

  it("never changes a line that others wrote, whatever they did", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 8 });
    fc.assert(
      fc.property(lines, lines, lines, (before, after, theirs) => {
        const own = theirs.map((line) => `theirs ${line}`);
        const mixed = after.flatMap((line, at) => [line, ...own.slice(at, at + 1)]);
        const result = withoutHunks(numbered(...before), numbered(...after), numbered(...mixed));
        if (result === undefined) return;
        const kept = result.split("\n").filter((one) => one.startsWith("theirs "));
        assert.deepEqual(kept, own.slice(0, after.length));
      }),
    );
  });
});
