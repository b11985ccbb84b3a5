import assert from "node:assert/strict";
import * as fc from "fast-check";
import { PAGE_CHARACTERS, PAGE_LINES, readPage } from "../../../../src/chat/tools/page";

/** Longer than what is looked at to tell text from binary. */
const FIRST_LINE = `${"x".repeat(9_999)}\n`;
const ALL = Number.POSITIVE_INFINITY;

async function* pieces(...all: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array, void> {
  for (const piece of all) {
    yield typeof piece === "string" ? Buffer.from(piece) : piece;
  }
}

function bytewise(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  return pieces(...Array.from(bytes, (byte) => Uint8Array.of(byte)));
}

describe("a page of a file", () => {
  it("is the lines asked for", async () => {
    const page = await readPage(pieces("one\ntwo\nthree\nfour\n"), 2, 3);
    assert.deepEqual(page, { text: "two\nthree", first: 2, last: 3, total: 4, cutLine: false });
  });

  for (const [name, text, total, shown] of [
    ["nothing", "", 0, ""],
    ["a line without an end", "a", 1, "a"],
    ["a line with an end", "a\n", 1, "a"],
    ["an empty line", "\n", 1, ""],
    ["blank lines at the end", "a\n\n", 2, "a\n"],
    ["CRLF", "a\r\nb\r\n", 2, "a\nb"],
    ["mixed ends", "a\r\nb\nc", 3, "a\nb\nc"],
    ["a byte order mark", "\ufeffa\n", 1, "a"],
    ["emoji", "👩‍💻\né", 2, "👩‍💻\né"],
  ] as const) {
    it(`counts ${name}, whole or byte by byte`, async () => {
      for (const source of [pieces(text), bytewise(Buffer.from(text)), pieces("", text, "")]) {
        const page = await readPage(source, 1, ALL);
        assert.deepEqual(page, { text: shown, first: 1, last: total, total, cutLine: false });
      }
    });
  }

  it("is empty behind the end, and tells how many lines there are", async () => {
    assert.deepEqual(await readPage(pieces("a\nb"), 9, ALL), { text: "", first: 9, last: 8, total: 2, cutLine: false });
  });

  it("reads UTF-16 in both byte orders", async () => {
    const text = "\ufeffa 👍\r\nb";
    const little = Buffer.from(text, "utf16le");
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big]) {
      for (const source of [pieces(bytes), bytewise(bytes)]) {
        assert.equal((await readPage(source, 1, ALL))?.text, "a 👍\nb");
      }
    }
  });

  it("is refused for a binary file, also when the NUL comes late", async () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d);
    assert.equal(await readPage(pieces(png), 1, ALL), undefined);
    assert.equal(await readPage(bytewise(png), 1, ALL), undefined);
    assert.equal(await readPage(pieces("text ".repeat(1_000), Uint8Array.of(0)), 1, ALL), undefined);
  });

  it("leaves a binary file at once", async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array, void> {
      try {
        for (;;) {
          yield new Uint8Array(10_000);
        }
      } finally {
        closed = true;
      }
    }
    assert.equal(await readPage(endless(), 1, ALL), undefined);
    assert.ok(closed);
  });

  it("shows text that is not UTF-8 as well as it can", async () => {
    assert.equal((await readPage(pieces(Uint8Array.of(0x63, 0xe9, 0x0a)), 1, ALL))?.text, "c\ufffd");
  });

  it("ends after so many lines", async () => {
    const page = await readPage(pieces("x\n".repeat(PAGE_LINES + 5)), 3, ALL);
    assert.deepEqual([page?.first, page?.last, page?.total], [3, PAGE_LINES + 2, PAGE_LINES + 5]);
  });

  it("ends after so many characters, with a whole line", async () => {
    const line = "x".repeat(999);
    const page = await readPage(pieces(`${line}\n`.repeat(100)), 1, ALL);
    assert.deepEqual([page?.last, page?.total, page?.cutLine], [PAGE_CHARACTERS / 1_000, 100, false]);
    assert.ok((page?.text.length ?? 0) <= PAGE_CHARACTERS);
  });

  it("shows no later line that would fit when one before it did not", async () => {
    const page = await readPage(pieces(`a\n${"x".repeat(PAGE_CHARACTERS)}\nb\n`), 1, ALL);
    assert.deepEqual([page?.text, page?.last, page?.total], ["a", 1, 3]);
  });

  it("shows the beginning of a line that is longer than a page, and says so", async () => {
    const megabyte = "x".repeat(1_000_000);
    const page = await readPage(pieces("a\n", ...Array.from({ length: 4 }, () => megabyte), "\nb"), 2, ALL);
    assert.deepEqual(page, { text: "x".repeat(PAGE_CHARACTERS), first: 2, last: 2, total: 3, cutLine: true });
  });

  it("shows a line that is as long as a page whole", async () => {
    const page = await readPage(pieces("x".repeat(PAGE_CHARACTERS), "\r\nb"), 1, 1);
    assert.deepEqual([page?.text.length, page?.cutLine], [PAGE_CHARACTERS, false]);
  });

  it("cuts no emoji in half", async () => {
    const page = await readPage(pieces(`x${"👍".repeat(PAGE_CHARACTERS)}`), 1, ALL);
    assert.equal(page?.text, `x${"👍".repeat(PAGE_CHARACTERS / 2 - 1)}`);
  });

  it("comes from a file that is larger than it, piece by piece", async () => {
    const piece = Buffer.from(`${"y".repeat(99)}\n`.repeat(1_000));
    let read = 0;
    async function* large(): AsyncGenerator<Uint8Array, void> {
      for (; read < 500; read++) {
        yield piece;
      }
    }
    const page = await readPage(large(), 499_999, ALL);
    assert.deepEqual([read, page?.first, page?.last, page?.total], [500, 499_999, 500_000, 500_000]);
    assert.equal(page?.text, `${"y".repeat(99)}\n${"y".repeat(99)}`);
  });

  it("is the same however the file comes in pieces", async () => {
    const text = fc.string({ unit: fc.constantFrom("a", "\n", "\r\n", "👍", "é", "\r") });
    const property = fc.asyncProperty(
      text,
      fc.array(fc.nat(60)),
      fc.integer({ min: 2, max: 9 }),
      async (all, cuts, start) => {
        const bytes = Buffer.from(all);
        const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const split = places.slice(1).map((end, at) => bytes.subarray(places[at], end));
        const lines = all.split("\n");
        const total = 1 + (all === "" ? 0 : lines.length - (all.endsWith("\n") ? 1 : 0));
        const wanted = lines.slice(start - 2, Math.min(total - 1, start + 1)).map((line) => line.replace(/\r$/, ""));
        assert.deepEqual(await readPage(pieces(FIRST_LINE, ...split), start, start + 2), {
          text: wanted.join("\n"),
          first: start,
          last: start + wanted.length - 1,
          total,
          cutLine: false,
        });
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });
});
