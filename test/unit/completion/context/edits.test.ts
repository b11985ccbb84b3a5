import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type Change, EditLog } from "../../../../src/completion/context/edits";

class Document {
  readonly log = new EditLog();

  constructor(public lines: string[]) {
    this.log.show("a.ts", [...lines]);
  }

  change(change: Change): void {
    const { startLine, startCharacter, endLine, endCharacter, text } = change;
    this.log.change("a.ts", change);
    const before = [...this.lines.slice(0, startLine), this.lines[startLine]?.slice(0, startCharacter)].join("\n");
    const after = [this.lines[endLine]?.slice(endCharacter), ...this.lines.slice(endLine + 1)].join("\n");
    this.lines = (before + text + after).split("\n");
  }

  type(line: number, character: number, text: string): void {
    for (const [at, key] of text.split("").entries()) {
      this.change({
        startLine: line,
        startCharacter: character + at,
        endLine: line,
        endCharacter: character + at,
        text: key,
      });
    }
  }

  get edits() {
    return this.log.edits((_, start, end) => this.lines.slice(start, end));
  }
}

describe("the log of edits", () => {
  it("joins keys that follow one another, and knows what stood there", () => {
    const document = new Document(["one", "two", "three"]);
    document.type(1, 3, "!!");
    assert.deepEqual(document.edits, [{ path: "a.ts", line: 1, before: ["two"], after: ["two!!"] }]);
  });

  it("keeps edits apart that lie apart, and moves those farther down", () => {
    const document = new Document(["a", "b", "c", "d", "e", "f"]);
    document.type(4, 1, "!");
    document.change({ startLine: 0, startCharacter: 1, endLine: 0, endCharacter: 1, text: "\nnew" });
    assert.deepEqual(document.edits, [
      { path: "a.ts", line: 5, before: ["e"], after: ["e!"] },
      { path: "a.ts", line: 0, before: ["a"], after: ["a", "new"] },
    ]);
  });

  it("says nothing of what was undone", () => {
    const document = new Document(["a", "b"]);
    document.type(0, 1, "x");
    document.change({ startLine: 0, startCharacter: 1, endLine: 0, endCharacter: 2, text: "" });
    assert.deepEqual(document.edits, []);
  });

  it("does not take a change of many lines for an edit", () => {
    const document = new Document(["a"]);
    document.change({ startLine: 0, startCharacter: 0, endLine: 0, endCharacter: 0, text: "x\n".repeat(50) });
    assert.deepEqual(document.edits, []);
  });

  it("goes on after a paste of more lines than a call may have arguments", () => {
    const document = new Document(["a", "b", "c"]);
    const text = "x\n".repeat(150_000);
    document.change({ startLine: 1, startCharacter: 0, endLine: 1, endCharacter: 0, text });
    document.change({ startLine: 1, startCharacter: 0, endLine: 150_001, endCharacter: 0, text: "" });
    document.type(0, 1, "!");
    assert.deepEqual(document.lines, ["a!", "b", "c"]);
    assert.deepEqual([document.edits, document.log.knows("a.ts")], [[], false], "what has grown so long is not kept");
    document.log.show("a.ts", [...document.lines]);
    document.type(1, 1, "?");
    assert.deepEqual(document.edits, [{ path: "a.ts", line: 1, before: ["b"], after: ["b?"] }]);
  });

  it("knows before and after of whatever is changed at one place", () => {
    const word = fc.constantFrom("x", "\n", "y\nz", "");
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(2), word), { maxLength: 6 }), (changes) => {
        const original = ["aa", "bb", "cc", "dd"];
        const document = new Document(original);
        for (const [line, character, length, text] of changes) {
          const startLine = Math.min(line % 2, document.lines.length - 1) + (document.lines.length > 2 ? 1 : 0);
          const width = document.lines[startLine]?.length ?? 0;
          const startCharacter = character % (width + 1);
          const endCharacter = Math.min(width, startCharacter + length);
          document.change({ startLine, startCharacter, endLine: startLine, endCharacter, text });
        }
        for (const { line, before, after } of document.edits.slice(-1)) {
          if (document.edits.length > 1) return;
          const undone = [...document.lines.slice(0, line), ...before, ...document.lines.slice(line + after.length)];
          assert.deepEqual(undone, original);
        }
      }),
    );
  });
});
