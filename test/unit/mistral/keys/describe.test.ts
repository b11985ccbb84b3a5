import assert from "node:assert/strict";
import * as fc from "fast-check";
import { sentencesOf } from "../../../../src/mistral/keys/broughtIn";
import { describeKey, maskedKey } from "../../../../src/mistral/keys/describe";

describe("a key in a list", () => {
  const key = {
    id: "a",
    name: "Work",
    server: "https://own:8000/path/v1/",
    work: "both",
    secret: "x".repeat(28) + "wxyz",
  } as const;

  it("shows its server, its work and its end", () => {
    assert.equal(describeKey(key, false), "own:8000/path · ghost text and chat · ••••wxyz");
    assert.equal(
      describeKey({ ...key, work: "chat", secret: "" }, true),
      "own:8000/path (from the settings) · chat and refactorings only · no key",
    );
    assert.match(describeKey({ ...key, server: "https://name:password@own" }, false), /^own · /);
  });

  it("shows nothing of a short key, and never more than four characters", () => {
    assert.equal(maskedKey("a".repeat(19)), "••••");
    assert.equal(maskedKey("a".repeat(16) + "wxyz"), "••••wxyz");
    fc.assert(
      fc.property(fc.string(), (secret) => {
        const shown = maskedKey(secret).replace(/^(••••|no key)/, "");
        assert.ok(shown.length <= (secret.length >= 20 ? 4 : 0));
      }),
    );
  });
});

describe("what became of keys that were brought in", () => {
  it("is told", () => {
    assert.equal(sentencesOf({ stored: 1, unchecked: 0, known: 0, refused: [] }), "1 key is stored.");
    assert.equal(
      sentencesOf({ stored: 3, unchecked: 1, known: 2, refused: [2] }),
      "3 keys are stored. 1 of them could not be checked. 2 keys are known already. 1 key is refused and left out (no. 2).",
    );
    assert.match(
      sentencesOf({ stored: 0, unchecked: 0, known: 0, refused: [1, 2, 3, 4, 5, 6] }),
      /^No key was stored\. 6 keys .*no\. 5, …\)\.$/,
    );
  });
});
