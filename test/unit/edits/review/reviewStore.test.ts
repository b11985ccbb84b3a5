import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { reviewOf } from "../../../../src/edits/review/review";
import { MOST_ASIDE, REVIEW_LAYOUT, ReviewStore } from "../../../../src/edits/review/reviewStore";
import { IN_MEMORY, openDatabase } from "../../../../src/storage/database";

function review(id: string) {
  const files = [
    { kind: "create", uri: "file:///new.ts", after: "text" },
    { kind: "create", uri: "file:///other.ts", after: "other" },
  ] as const;
  return reviewOf({ id, origin: { kind: "chat", id: "c" }, title: "Try", summary: "", files });
}

describe("the store of reviews", () => {
  let database: DatabaseSync | undefined;
  let now = 0;
  const store = (workspace = "here") => {
    assert.ok(database);
    return new ReviewStore(database, workspace, () => ++now);
  };
  beforeEach(async () => {
    database = await openDatabase(IN_MEMORY, REVIEW_LAYOUT, assert.fail);
  });
  afterEach(() => database?.close());

  const idsOf = (workspace?: string) =>
    store(workspace)
      .all()
      .map((kept) => kept.review.id);

  it("gives back what it was given, with what has become of each file since", () => {
    const memo = { recipe: "simplify", request: "shorter" };
    store().add({ review: review("1"), memo });
    assert.deepEqual(store().load("1"), { review: review("1"), memo });
    const [first, second] = review("1").files;
    assert.ok(first && second);
    store().put("1", 1, { ...second, decision: "accepted" });
    assert.deepEqual(store().load("1")?.review.files, [first, { ...second, decision: "accepted" }]);
    store().remove("1");
    assert.equal(store().load("1"), undefined);
  });

  it("lists those of this workspace, the latest first, and no more of what was put aside than it says", () => {
    for (const id of ["1", "2", "3"]) store().add({ review: review(id), memo: undefined });
    store("elsewhere").add({ review: review("4"), memo: undefined });
    store().putAside("3", true);
    store().putAside("1", true);
    assert.deepEqual([idsOf(), idsOf("elsewhere")], [["1", "3", "2"], ["4"]]);
    store().putAside("1", false);
    for (let more = 0; more < MOST_ASIDE; more++) {
      store().add({ review: review(`more ${more}`), memo: undefined });
      store().putAside(`more ${more}`, true);
    }
    assert.equal(store().load("3"), undefined, "the oldest of those put aside");
    assert.deepEqual(idsOf().slice(-2), ["1", "2"], "what is open stays");
  });
});
