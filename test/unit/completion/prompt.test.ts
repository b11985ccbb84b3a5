import assert from "node:assert/strict";
import { CacheKeys, promptFor } from "../../../src/completion/prompt";
import { marked } from "./marked";

describe("the prompt", () => {
  it("has the context ahead of the prefix", () => {
    assert.deepEqual(promptFor(marked("a█\nb"), "+++++ x\nc\n+++++ y\n"), {
      prompt: "+++++ x\nc\n+++++ y\na",
      suffix: "\nb",
    });
  });

  for (const [source, suffix] of [
    ["f(█)\nb", "\nb"],
    ["f([█]);\nb", "\nb"],
    ['f("█")', ""],
    ["f(█, x)\nb", ", x)\nb"],
    ["<b>█</b>\n", "</b>\n"],
    ["f(█) {\n", ") {\n"],
  ] as const) {
    it(`leaves out of the suffix only what an editor closes by itself: ${JSON.stringify(source)}`, () => {
      assert.equal(promptFor(marked(source), "").suffix, suffix);
    });
  }

  it("goes by a key that is the same for a document and tells nothing of it", () => {
    const keys = new CacheKeys();
    const key = keys.of({ document: "file:///home/jo/secret.ts" });
    assert.equal(keys.of({ document: "file:///home/jo/secret.ts" }), key);
    assert.notEqual(keys.of({ document: "file:///home/jo/other.ts" }), key);
    assert.match(key, /^[0-9a-f]{32}$/);
    assert.notEqual(
      new CacheKeys().of({ document: "file:///home/jo/secret.ts" }),
      key,
      "keys are another each session",
    );
  });
});
