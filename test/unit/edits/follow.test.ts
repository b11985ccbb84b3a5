import assert from "node:assert/strict";
import { followRange } from "../../../src/edits/follow";

const CODE = "import a\n\nfunction f() {\n  return 1;\n}\n\nend();\n";
const TARGET = "function f() {\n  return 1;\n}";

/** What stands there now of the target in `CODE`. */
function followed(after: string): string {
  const start = CODE.indexOf(TARGET);
  const range = followRange(CODE, after, { start, end: start + TARGET.length });
  return after.slice(range.start, range.end);
}

describe("a range that is followed", () => {
  for (const [what, after, expected] of [
    ["stays where nothing has changed", CODE, TARGET],
    ["moves down with lines above it", `// one\n// two\n${CODE}`, TARGET],
    ["moves up with lines that went", CODE.replace("import a\n\n", ""), TARGET],
    ["does not take in what came directly above it", CODE.replace(TARGET, `// new\n${TARGET}`), TARGET],
    ["does not take in what came directly below it", CODE.replace(TARGET, `${TARGET}\n// new`), TARGET],
    [
      "has what changed inside of it",
      CODE.replace("return 1;", "return 2;\n  // new"),
      TARGET.replace("return 1;", "return 2;\n  // new"),
    ],
    ["has a changed first line", CODE.replace("f()", "g()"), TARGET.replace("f()", "g()")],
    ["has a changed last line", CODE.replace("}\n\nend", "} // f\n\nend"), `${TARGET} // f`],
    ["is what took its place where all of it is new", CODE.replace(TARGET, "const f = 1;"), "const f = 1;"],
    ["is empty where it went", CODE.replace(`${TARGET}\n`, ""), ""],
  ] as const) {
    it(what, () => assert.equal(followed(after), expected));
  }
});
