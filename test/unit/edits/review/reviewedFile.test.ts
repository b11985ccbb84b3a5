import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type FileChange, hashOf, type Snapshot } from "../../../../src/edits/changeSet";
import {
  acceptHunk,
  beginReview,
  hunksIn,
  rejectHunk,
  rest,
  type ReviewedFile,
  standingOf,
  withProposed,
} from "../../../../src/edits/review/reviewedFile";

function snapshot(text: string, eol: "\n" | "\r\n" = "\n"): Snapshot {
  return { text, hash: hashOf(text), version: 7, eol, encoding: "utf8", isDirty: false };
}

function edit(before: string, after: string, eol: "\n" | "\r\n" = "\n"): ReviewedFile {
  return beginReview({ kind: "edit", uri: "file:///a.ts", before: snapshot(before, eol), after });
}

const BEFORE = "a\nb\nc\nd\n";
const AFTER = "A\nb\nc\nD\n";

function firstHunk(file: ReviewedFile) {
  const [hunk] = hunksIn(file);
  assert.ok(hunk);
  return hunk;
}

function written(file: ReviewedFile) {
  const result = acceptHunk(file, firstHunk(file));
  assert.ok(result?.write.kind === "edit");
  return { ...result, write: result.write };
}

describe("a file under review", () => {
  it("is written hunk by hunk, each for what the one before it left", () => {
    const first = written(edit(BEFORE, AFTER));
    assert.deepEqual([first.write.before.text, first.write.after], [BEFORE, "A\nb\nc\nd\n"]);
    const second = written(first.left);
    assert.deepEqual([second.write.before.text, second.write.before.hash], ["A\nb\nc\nd\n", hashOf("A\nb\nc\nd\n")]);
    assert.equal(second.write.after, AFTER);
    assert.deepEqual([second.left.decision, hunksIn(second.left)], ["accepted", []]);
  });

  it("is discarded with its last hunk, and accepted where another was", () => {
    const file = edit(BEFORE, AFTER);
    const one = rejectHunk(file, firstHunk(file));
    assert.deepEqual([one.proposed, one.decision], ["a\nb\nc\nD\n", "open"]);
    assert.equal(rejectHunk(one, firstHunk(one)).decision, "discarded");
    const { left } = written(file);
    assert.equal(rejectHunk(left, firstHunk(left)).decision, "accepted");
  });

  it("comes to what was accepted, whatever the order", () => {
    const lines = fc.array(fc.constantFrom("a\n", "b\n", "c\n"), { maxLength: 12 }).map((all) => all.join(""));
    fc.assert(
      fc.property(lines, lines, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (before, after, choices) => {
        let [file, onDisk, accepted] = [edit(before, after), before, 0];
        for (const takes of choices) {
          const hunk = hunksIn(file)[takes ? 0 : hunksIn(file).length - 1];
          if (!hunk) break;
          if (takes) {
            const result = acceptHunk(file, hunk);
            assert.ok(result?.write.kind === "edit" && result.write.before.text === onDisk);
            onDisk = result.write.after;
            file = result.left;
            accepted++;
          } else {
            file = rejectHunk(file, hunk);
          }
        }
        assert.deepEqual([hunksIn(file), file.proposed], [[], onDisk]);
        assert.equal(file.decision === "accepted", accepted > 0);
      }),
    );
  });

  it("takes what the person makes of the proposal, in the file's line ends", () => {
    const file = withProposed(edit("a\r\n", "b\r\n", "\r\n"), "c\nd\n");
    const change = rest(file);
    assert.ok(change?.kind === "edit");
    assert.equal(change.after, "c\r\nd\r\n");
  });

  it("has nothing to write once the proposal is what the file holds", () => {
    assert.equal(rest(withProposed(edit(BEFORE, AFTER), BEFORE)), undefined);
  });

  it("is a new file, a name or a deletion as a whole", () => {
    const before = snapshot("a\n");
    const changes: FileChange[] = [
      { kind: "create", uri: "file:///new.ts", after: "a\n" },
      { kind: "rename", uri: "file:///a.ts", to: "file:///b.ts", before, after: "a\n" },
      { kind: "delete", uri: "file:///a.ts", before },
    ];
    assert.deepEqual(changes.map(beginReview).map(rest), changes);
    const [create, , remove] = changes.map(beginReview);
    for (const whole of [create, remove]) {
      assert.ok(whole);
      assert.equal(acceptHunk(whole, firstHunk(whole)), undefined);
    }
  });

  describe("stands to the file", () => {
    const standing = (file: ReviewedFile, now: string | undefined) => standingOf(file, now)[0];

    it("as one that fits, has changed or is gone", () => {
      const file = edit(BEFORE, AFTER);
      assert.deepEqual(
        [BEFORE, `${BEFORE}e\n`, undefined].map((now) => standing(file, now)),
        ["fits", "changed", "gone"],
      );
    });

    it("as a new one that exists by now, or not", () => {
      const file = beginReview({ kind: "create", uri: "file:///new.ts", after: "a\n" });
      assert.deepEqual([standing(file, undefined), standing(file, "")], ["fits", "exists"]);
    });

    it("so that a hunk whose writing was undone can be decided anew", () => {
      const { left } = written(edit(BEFORE, AFTER));
      assert.equal(hunksIn(left).length, 1);
      const [undone, again] = standingOf(left, BEFORE);
      assert.deepEqual([undone, hunksIn(again).length, again.formerBases], ["fits", 2, []]);
    });
  });
});
