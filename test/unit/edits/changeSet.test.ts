import assert from "node:assert/strict";
import { namedBy } from "../../../src/edits/changeSet";

describe("who says which file is to be changed", () => {
  it("the person, for the one they act in, and a model for all others", () => {
    const uri = "file:///w/a.ts";
    const origin = { kind: "refactoring", id: "simplify", target: uri } as const;
    assert.equal(namedBy({ origin }, { kind: "edit", uri }), "person");
    assert.equal(namedBy({ origin }, { kind: "edit", uri: "file:///w/b.ts" }), "model");
    assert.equal(namedBy({ origin }, { kind: "rename", uri }), "model", "It says where to.");
    assert.equal(namedBy({ origin: { kind: "chat", id: "c" } }, { kind: "edit", uri }), "model");
    const takenBack = { kind: "chat", id: "c", isPersonal: true } as const;
    assert.equal(namedBy({ origin: takenBack }, { kind: "delete", uri }), "person");
  });
});
