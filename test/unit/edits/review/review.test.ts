import assert from "node:assert/strict";
import { type ChangeSet, hashOf } from "../../../../src/edits/changeSet";
import { countsOf, decide, isOver, restOf, reviewOf, sharedWith } from "../../../../src/edits/review/review";

function snapshot(text: string) {
  return { text, hash: hashOf(text), version: 1, eol: "\n", encoding: "utf8", isDirty: false } as const;
}

const SET: ChangeSet = {
  ...{ id: "1", origin: { kind: "refactoring", id: "simplify" }, title: "Simplify", summary: "Said shorter." },
  files: [
    { kind: "edit", uri: "file:///a.ts", before: snapshot("a\nb\n"), after: "A\nb\nc\n" },
    { kind: "rename", uri: "file:///b.ts", to: "file:///c.ts", before: snapshot("b\n"), after: "b\n" },
    { kind: "create", uri: "file:///new.ts", after: "1\n2\n" },
  ],
};

describe("a review", () => {
  it("accepts all that is open, or one file, and is over when all is decided", () => {
    const review = reviewOf(SET);
    assert.deepEqual(restOf(review), SET);
    const one = decide(review, "accepted", 0);
    assert.deepEqual([restOf(one).files, isOver(one)], [SET.files.slice(1), false]);
    assert.deepEqual(restOf(one, 2).files, SET.files.slice(2));
    const all = decide(one, "discarded");
    assert.deepEqual([restOf(all).files, isOver(all)], [[], true]);
    assert.deepEqual(
      all.files.map(({ decision }) => decision),
      ["accepted", "discarded", "discarded"],
    );
  });

  it("counts the lines of each file", () => {
    assert.deepEqual(reviewOf(SET).files.map(countsOf), [
      { added: 2, removed: 1 },
      { added: 0, removed: 0 },
      { added: 2, removed: 0 },
    ]);
  });

  it("knows which of its files another one is to change, under its new name too", () => {
    const before = snapshot("c\n");
    const other = reviewOf({ ...SET, files: [{ kind: "edit", uri: "file:///c.ts", before, after: "" }] });
    assert.deepEqual(sharedWith(reviewOf(SET), other), [1]);
    assert.deepEqual(sharedWith(reviewOf(SET), decide(other, "discarded")), []);
  });
});
