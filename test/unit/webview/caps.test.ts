import assert from "node:assert/strict";
import { capped } from "../../../src/webview/caps";

const cap = { characters: 10, lines: 3 };

describe("the cap on what is shown", () => {
  it("leaves what fits", () => {
    assert.deepEqual(capped("0123456789", cap), { shown: "0123456789" });
    assert.deepEqual(capped("a\nb\nc\n", cap), { shown: "a\nb\nc\n" });
  });

  it("cuts after so many characters, and says how many there are", () => {
    assert.deepEqual(capped("0123456789x", cap), { shown: "0123456789", of: 11 });
  });

  it("cuts after so many lines", () => {
    assert.deepEqual(capped("a\nb\nc\nd", cap), { shown: "a\nb\nc\n", of: 7 });
  });

  it("tears no character apart", () => {
    assert.deepEqual(capped("012345678👍x", cap), { shown: "012345678", of: 12 });
  });
});
