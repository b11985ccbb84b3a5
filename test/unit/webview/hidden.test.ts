import assert from "node:assert/strict";
import * as fc from "fast-check";
import { revealReordering, revealUnseen } from "../../../src/webview/hidden";

describe("characters that are not seen", () => {
  it("stand as markers in code", () => {
    assert.equal(revealUnseen("a\u202eb"), "a⟨U+202E⟩b");
    assert.equal(revealUnseen("is\u200badmin"), "is⟨U+200B⟩admin");
    assert.equal(revealUnseen("\ufeffx\u0000\u001b[1m\u{e0041}"), "⟨U+FEFF⟩x⟨U+0000⟩⟨U+001B⟩[1m⟨U+E0041⟩");
  });

  it("are none in code that is only what it looks like", () => {
    const plain = "\tconst ü = '日本語 עברית 👩‍💻 ❤️ 1️⃣ 👍🏽';\n";
    assert.equal(revealUnseen(plain), plain);
  });

  it("do not hide behind an emoji", () => {
    assert.equal(revealUnseen("❤\ufe0f\ufe0f"), "❤\ufe0f⟨U+FE0F⟩");
    assert.equal(revealUnseen("a\u200db"), "a⟨U+200D⟩b");
    assert.equal(revealUnseen("👩\u200dx"), "👩⟨U+200D⟩x");
    assert.equal(revealUnseen("x\u200d👩"), "x⟨U+200D⟩👩");
  });

  it("never remain in code, wherever they stand", () => {
    const hidden = fc.constantFrom("\u202e", "\u2066", "\u200b", "\u2060", "\u00ad", "\u034f", "\ufeff", "\u2028");
    const any = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.array(fc.oneof(hidden, any), { maxLength: 20 }), (parts) => {
        const left = revealUnseen(parts.join("")).match(/[\u202a-\u202e\u2060-\u2069\u200b\u00ad\ufeff\u2028]|\u034f/u);
        assert.equal(left, null);
      }),
    );
  });

  it("stand as markers in prose only if they reorder it", () => {
    assert.equal(revealReordering("a\u202eb\u2066c"), "a⟨U+202E⟩b⟨U+2066⟩c");
    assert.equal(revealReordering("می\u200cخواهم 👩‍💻"), "می\u200cخواهم 👩‍💻");
  });
});
