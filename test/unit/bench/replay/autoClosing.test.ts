import assert from "node:assert/strict";
import { AutoClosing } from "../../../bench/replay/autoClosing";

/** Types all of a text. @returns the document, with █ at the cursor, after each key */
function documents(text: string): string[] {
  const closing = new AutoClosing(text);
  const seen: string[] = [];
  for (let at = 0; at < text.length; ) {
    const { to } = closing.press(at);
    at = to;
    seen.push(`${text.slice(0, at)}█${closing.behind}`);
  }
  return seen;
}

function keys(text: string): number {
  const closing = new AutoClosing(text);
  let count = 0;
  for (let at = 0; at < text.length; ) {
    const step = closing.press(at);
    at = step.to;
    count += step.keys;
  }
  return count;
}

describe("an editor that closes brackets", () => {
  it("writes the closing one behind the cursor, and typing it passes it", () => {
    assert.deepEqual(documents('f([a])+"b"'), [
      "f█",
      "f(█)",
      "f([█])",
      "f([a█])",
      "f([a]█)",
      "f([a])█",
      "f([a])+█",
      'f([a])+"█"',
      'f([a])+"b█"',
      'f([a])+"b"█',
    ]);
    assert.equal(keys('f([a])+"b"'), 10);
  });

  it("moves it to a line of its own at Enter, from where Down passes it", () => {
    const text = "f(() => {\n  a([\n    b,\n  ]);\n});";
    const seen = documents(text);
    assert.ok(seen.includes("f(() => {\n  █\n})"));
    assert.ok(seen.includes("f(() => {\n  a([\n    b,█\n  ])\n})"));
    assert.ok(seen.includes("f(() => {\n  a([\n    b,\n  ])█\n})"));
    assert.equal(seen.at(-1), `${text}█`);
    // Each line end of a closing line and the brackets on it are one key.
    assert.equal(keys(text), text.replace(/\n +/g, "\n").length - 6 + 2);
  });

  it("goes back where more is to be written between what was closed", () => {
    assert.equal(documents("f({\n  a,\n}, b)").at(-1), "f({\n  a,\n}, b)█");
    assert.equal(keys("f({\n  a,\n}, b)"), "f({\na,\n".length - 1 + 2 + ", b)".length);
  });

  it("leaves a bracket behind the cursor that is not closed on a line of its own", () => {
    assert.ok(documents("f(\n  a)").includes("f(\n  █)"));
  });

  it("closes nothing that has no end, and no apostrophe", () => {
    for (const text of ["a(", "it's", "don't (", '"""a"""'.slice(0, 5)]) {
      assert.equal(documents(text).at(-1), `${text}█`);
      assert.equal(keys(text), text.length);
    }
  });

  it("lets fit what leads to the text, with all that is closed already", () => {
    const text = "f(() => {\n  a();\n  b();\n});";
    const closing = new AutoClosing(text);
    let at = 0;
    while (at < text.indexOf("\n")) at = closing.press(at).to;
    const rest = text.slice(at);
    assert.equal(closing.behind, "})");
    assert.ok(closing.fits(at, rest.slice(0, -1), 2));
    assert.ok(closing.fits(at, rest.slice(0, -2), 1));
    assert.ok(closing.fits(at, rest.slice(0, -3), 0));
    assert.ok(!closing.fits(at, "\n  a();", 0));
    at = closing.press(at).to;
    assert.equal(closing.behind, "\n})");
    assert.ok(closing.fits(at, "a();\n  b();", 0));
    assert.ok(!closing.fits(at, "a();\n  b();\n});", 0));
  });
});
