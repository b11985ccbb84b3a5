import assert from "node:assert/strict";
import { type Lines, Windows } from "../../../src/completion/window";

const NAME = "file:///a";
const LONG = Array.from({ length: 2_000 }, (_, at) => `line ${String(at).padStart(6, "0")} of many lines in all`);

function linesOf(all: readonly string[], read?: Set<number>): Lines {
  return {
    count: all.length,
    at: (line) => {
      read?.add(line);
      return all[line] ?? "";
    },
  };
}

describe("the window around the cursor", () => {
  it("is the whole of a short document", () => {
    const window = new Windows().around(NAME, linesOf(["a", "bc", "d"]), 1, 1);
    assert.deepEqual(window, { prefix: "a\nb", suffix: "c\nd", first: 0, last: 2 });
    assert.deepEqual(new Windows().around(NAME, linesOf([""]), 0, 0), { prefix: "", suffix: "", first: 0, last: 0 });
  });

  it("is bounded in a long one, begins and ends with whole lines, and reads no others", () => {
    const read = new Set<number>();
    const { prefix, suffix } = new Windows().around(NAME, linesOf(LONG, read), 1_000, 4);
    assert.ok(prefix.length > 4_000 && prefix.length <= 8_000);
    assert.ok(suffix.length > 1_500 && suffix.length <= 3_000);
    assert.match(prefix, /^line 0/);
    assert.match(suffix, /lines in all$/);
    assert.ok(read.size < 300, `${read.size} lines were read`);
  });

  it("begins and ends where it did while lines are typed, and moves in steps", () => {
    const windows = new Windows();
    const above = LONG.slice(0, 500);
    const typed: string[] = [];
    const beginnings = new Set<string>();
    const endings = new Set<string>();
    for (let line = 0; line < 200; line++) {
      typed.push(`  typed line ${line} of this long function;`);
      const all = [...above, ...typed, ...LONG.slice(500)];
      const { prefix, suffix } = windows.around(NAME, linesOf(all), above.length + line, 5);
      beginnings.add(prefix.slice(0, 20));
      endings.add(suffix.slice(-20));
    }
    assert.ok(beginnings.size <= 4, `it began at ${beginnings.size} places`);
    assert.equal(endings.size, 1);
  });

  it("stays where it is when lines are added above it", () => {
    const windows = new Windows();
    const before = windows.around(NAME, linesOf(LONG), 1_000, 0);
    windows.shifted(NAME, 0, 2);
    const after = windows.around(NAME, linesOf(["import", "import", ...LONG]), 1_002, 0);
    assert.deepEqual(after, { ...before, first: before.first + 2, last: before.last + 2 });
    windows.shifted(NAME, 0, -2);
    assert.deepEqual(windows.around(NAME, linesOf(LONG), 1_000, 0), before);
  });

  it("goes along when the cursor jumps out of it", () => {
    const windows = new Windows();
    windows.around(NAME, linesOf(LONG), 1_900, 0);
    const { prefix, suffix } = windows.around(NAME, linesOf(LONG), 3, 0);
    assert.ok(prefix.startsWith("line 000000") && suffix.startsWith("line 000003"));
    const back = windows.around(NAME, linesOf(LONG), 1_900, 0);
    assert.ok(back.prefix.length > 4_000 && back.suffix.startsWith("line 001900"));
  });

  it("cuts a line that is too long, and never within a surrogate pair", () => {
    const line = `${"👍".repeat(5_000)}x${"👍".repeat(5_000)}`;
    const { prefix, suffix } = new Windows().around(NAME, linesOf(["above", line, "below"]), 1, 10_001);
    assert.ok(prefix.length <= 8_000 && suffix.length <= 3_000);
    assert.ok(prefix.isWellFormed() && suffix.isWellFormed());
    assert.ok(prefix.endsWith("👍x") && suffix.startsWith("👍"));
  });

  it("is remembered for the latest documents only", () => {
    const windows = new Windows();
    const first = windows.around(NAME, linesOf(LONG), 1_000, 0);
    for (let at = 0; at < 60; at++) windows.around(`file:///${at}`, linesOf(["a"]), 0, 0);
    const later = windows.around(NAME, linesOf(LONG), 1_020, 0);
    assert.notEqual(later.prefix.slice(0, 20), first.prefix.slice(0, 20));
  });
});
