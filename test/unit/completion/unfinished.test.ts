import assert from "node:assert/strict";
import { endOf } from "../../../src/completion/stop";
import { isUnfinished } from "../../../src/completion/unfinished";
import { marked } from "./marked";

/** Where the cursor is marked, is something missing? */
const PLACES: Readonly<Record<string, readonly [source: string, missing: boolean]>> = {
  "a call that the next line ends": ["f(█\n);", false],
  "a call that the same line ends": ["f(█);", false],
  "a call that nothing ends": ["f(█\nnext();", true],
  "a call at the end of the file": ["f(█", true],
  "parameters whose end is gone": ["class A {\n  f(\n    a,█\n    b();\n  }\n}", true],
  "a block that goes on below": ["if (a) {█\n  b();\n}", false],
  "a block that ends further out": ["function* f() {\n  for (;;) {\n    a();█\n}\n", true],
  "a function behind its parameters": ["if (a &&\n    b) {\n  c();█\n  d();\n}", false],
  "the head of what is closed below": ["a();█\n  b: 1,\n});", true],
  "a head without its brace": ["{\n  if (a)█\n    b();\n  }\n}", true],
  "a case below a switch": ["switch (a) {\ncase 1:\n  b();█\ncase 2:\n}", false],
  "a parenthesis in a regular expression above": ["x = /\\(/;\ny = 1;█\nz = 2;", false],
  "a parenthesis in a string": ['x = "(";█\ny();', false],
  "a parenthesis in a comment": ["x(); // (a█\ny();", false],
  "a namespace that does not indent": ["namespace a {\nint b;█\nint c;\n}", false],
};

describe("what is missing between two texts", () => {
  for (const [name, [source, missing]] of Object.entries(PLACES)) {
    it(`${missing ? "is" : "is nothing in"} ${name}`, () => {
      const { prefix, suffix } = marked(source);
      assert.equal(isUnfinished(prefix, suffix), missing);
    });
  }
});

/** A place, an answer with a mark where the line's suggestion ends, and the language. */
const LINES: Readonly<Record<string, readonly [source: string, answer: string, language?: string]>> = {
  "goes on to the end of its call": ["x = █\n", "f(\n  a,\n  b,\n);█\ny();"],
  "goes on to the end of what it stands in": ["f(\n  a:█\n  return a;\n}", " string,\n): void {█\n  b();"],
  "ends in front of the body that is there": ["list.█\n  a();\n});", "map((one) => {█\n  a();"],
  "goes on behind a blank line that was begun": ["{\n█\n}", "\n\n  a();█\n  b();"],
  "goes on with an operator": ["x = █\n", "a &&\n  b;█\nc();"],
  "goes on with the operator below": ["x = █\n", "a\n  .b()\n  .c();█\nd();"],
  "ends where the text below has the operator": ["x = █\n  .c();", "a\n█  .b();".replace("\n█", "█\n")],
  "goes on behind a head": ["{\n  █\n}", "if (a)\n    return b;█\n  c();"],
  "goes on with a tag's attributes": ["    █\n      title={a}\n    />", "<A\n      b={c}█\n      title={a}\n    />"],
  "ends where a table's row ends": ["x = [\n  █\n];", "1,█\n  2,"],
  "ends at a line in Python": ["x = █\n", "a█\nb = 1", "python"],
  "comes behind a fence": ["const a = █\n", "```ts\nconst a = b;█\n```"],
  "ends with itself when it is too long": ["x = █\n", `f(█\n${"  a,\n".repeat(12)}  b`],
  "has no end where it is below": ["x = a;█", "█\ny();"],
};

describe("a line's suggestion", () => {
  for (const [name, [source, answer, language]] of Object.entries(LINES)) {
    it(name, () => {
      const snapshot = marked(source, language);
      const text = answer.replace("█", "");
      const end = answer.indexOf("█");
      assert.equal(endOf(text, snapshot, "line", false), end);
      const arrived = Array.from({ length: text.length }, (_, at) => endOf(text.slice(0, at), snapshot, "line", false));
      for (const early of arrived) {
        assert.ok(early === undefined || early === end, `${early} was told before ${end}`);
      }
    });
  }
});
