import assert from "node:assert/strict";
import type { ChangeSet, FileChange } from "../../../../src/edits/changeSet";
import { landed, offersOf, withProblems, withTests } from "../../../../src/edits/proof/cards";
import type { Problem } from "../../../../src/edits/proof/problems";

const create = (uri: string): FileChange => ({ kind: "create", uri, after: "" });
const set = (id: string, ...files: FileChange[]): ChangeSet => ({
  ...{ id, title: "Simplify", summary: "", files },
  origin: { kind: "refactoring", id: "simplify" },
});
const problem = (uri: string): Problem => ({ uri, line: 0, severity: "error", message: "x", source: "ts" });
const clean = { fresh: [], gone: [], isFinal: true };

describe("the cards of changes that have landed", () => {
  const first = landed(undefined, set("1", create("a")), 7, false);

  it("offer to run tests and to take the change back, and a repair only where the change itself has brought problems", () => {
    assert.deepEqual(offersOf(withProblems(first, clean)), { tests: true, repair: false, takeBack: true });
    const broken = { ...clean, fresh: [problem("a")] };
    assert.equal(offersOf(withProblems(first, broken)).repair, true);
    assert.equal(offersOf(withProblems(first, { ...clean, fresh: [problem("user")] })).repair, false);
  });

  it("offer one round of repair", () => {
    const repair = landed(undefined, set("2", create("a")), 8, true);
    assert.equal(offersOf(withProblems(repair, { ...clean, fresh: [problem("a")] })).repair, false);
  });

  it("offer nothing that is under way or cannot be", () => {
    assert.equal(offersOf(withTests(first, { kind: "running", name: "npm test" })).tests, false);
    assert.equal(offersOf(landed(undefined, set("1", create("a")), undefined, false)).takeBack, false);
  });

  it("grow with what is accepted of the same change-set, and prove it anew", () => {
    const proven = withProblems(first, clean);
    const more = landed(proven, set("1", create("b")), 8, false);
    assert.deepEqual(more.entries, [7, 8]);
    assert.deepEqual(
      more.set.files.map(({ uri }) => uri),
      ["a", "b"],
    );
    assert.equal(more.proof.problems, undefined);
    const other = landed(more, set("2", create("c")), 9, false);
    assert.deepEqual([other.entries, other.set.files.length], [[9], 1]);
  });
});
