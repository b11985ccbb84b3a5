import assert from "node:assert/strict";
import { type ChangeSet, hashOf } from "../../../src/edits/changeSet";
import { Review } from "../../../src/vscode/edits/review";
import { disposesAfterEachTest } from "../support/disposing";
import { writeFile } from "../support/files";
import { readerForEachTest } from "../support/messages";
import { openReview, reviewShown } from "../support/review";

describe("a review", () => {
  const own = disposesAfterEachTest();
  const reader = readerForEachTest();

  const never = { again: () => Promise.reject(new Error("Nobody asked for it again.")) };
  const notWanted = () => Promise.reject(new Error("Nothing is to be written."));
  const noWriter = { check: notWanted, write: notWanted };
  function changeOf(name: string): ChangeSet {
    const uri = writeFile(name, "old\n").toString();
    const before = {
      text: "old\n",
      hash: hashOf("old\n"),
      version: 1,
      eol: "\n",
      encoding: "utf8",
      isDirty: false,
    } as const;
    const origin = { kind: "refactoring", id: "try" } as const;
    const files = [{ kind: "edit", uri, before, after: "new\n" }] as const;
    return { id: name, origin, title: "Try", summary: "Made it new.", files };
  }

  it("that is discarded while its diff opens leaves no tab", async () => {
    const review = own(new Review(noWriter));
    const showing = review.show(changeOf("discarded.ts"), never);
    await Promise.resolve();
    await review.discard();
    await showing;
    assert.equal(openReview(), undefined);
    assert.deepEqual(reader().messages, []);
  });

  it("that another one takes the place of while its diff opens leaves no tab", async () => {
    const review = own(new Review(noWriter));
    const first = review.show(changeOf("first.ts"), never);
    await Promise.resolve();
    const second = review.show(changeOf("second.ts"), never);
    await Promise.all([first, second]);
    await reviewShown("Try: second.ts");
    assert.equal(reader().messages.length, 1);
    await review.discard();
  });
});
