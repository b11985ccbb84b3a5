import assert from "node:assert/strict";
import * as fc from "fast-check";
import { extentAt } from "../../../../src/completion/extent";
import { endOf } from "../../../../src/completion/stop";
import { chunksOf } from "../cases";
import { marked } from "../marked";
import { loadedSyntax } from "./loaded";

/** `taken` ends where the end is known; what is suggested ends at `end`, or where `taken` does but for white space. */
interface Case {
  readonly language?: string;
  readonly source: string;
  readonly taken: string;
  readonly rest: string;
  readonly end?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  "with its semicolon, when the line ends": {
    source: "const a = █",
    taken: "b;\n",
    rest: "const c = 1;",
  },
  "without a semicolon, when the next line's first word has come": {
    source: "const a = █",
    taken: "b\nconst ",
    rest: "c = 1",
    end: "b",
  },
  "not before a chain that goes on below": {
    source: "const a = █",
    taken: "b\n  .c()\n  .d();\n",
    rest: "const e = 1;",
  },
  "not within brackets that it opens": {
    source: "const a = █",
    taken: "f({\n  b: 1,\n});\n",
    rest: "g();",
  },
  "not within a bracket in a string": {
    source: "const a = █",
    taken: 'f("(");\n',
    rest: "g();",
  },
  "after its other branch": {
    source: "a();\n█\n",
    taken: "if (b) {\n  c();\n} else {\n  d();\n}\nelsewhere(",
    rest: ");",
    end: "if (b) {\n  c();\n} else {\n  d();\n}",
  },
  "not with the semicolon of a branch": {
    source: "a();\n█\n",
    taken: "if (b) c();\nelse d();\nelsewhere(",
    rest: ");",
    end: "if (b) c();\nelse d();",
  },
  "where the line began with the end of what was begun above": {
    source: "load(\n  a,\n)█",
    taken: ".then((b) => {\n  c();\n});\n",
    rest: "d();",
  },
  "at once where nothing can follow": {
    source: "a();\n█\n",
    taken: "function f() {\n  b();\n}\n",
    rest: "g();",
  },
  "after the function that an attribute stands ahead of": {
    language: "rust",
    source: "use a;\n█\n",
    taken: "#[test]\nfn f() {\n    b();\n}\n",
    rest: "fn g() {}",
  },
  "with the line in Python": {
    language: "python",
    source: "def f():\n    a = █",
    taken: "b\n",
    rest: "    return a\n",
  },
  "before the next method in Python": {
    language: "python",
    source: "class A:\n    a = 1\n    █",
    taken: "def f(self):\n        b()\n\n        c()\n\n    def ",
    rest: "g(self):\n",
    end: "def f(self):\n        b()\n\n        c()",
  },
  "before less indentation, at its first character": {
    language: "python",
    source: "def f():\n    g()\n    █",
    taken: "if a:\n        b()\nd",
    rest: "ef h():\n",
    end: "if a:\n        b()",
  },
  "never within a string of several lines": {
    language: "python",
    source: "def f():\n    g()\n    a = █",
    taken: '"""one\ntwo\n\nthree"""\n',
    rest: "    return a\n",
  },
  "at its 12th line": {
    source: "const a = █",
    taken: `[\n${"  1,\n".repeat(11)}  1,`,
    rest: "\n  1,\n];\n",
    end: `[\n${"  1,\n".repeat(9)}  1,`,
  },
  "with a comment's first paragraph": {
    source: "// count the words of the text\n█",
    taken: "const a = 1;\nconst b = 2;\n\n",
    rest: "const c = 3;",
  },
  "with the block that a comment's first lines prepare": {
    language: "python",
    source: "# count the words of the text\n█",
    taken: "a = {}\nfor b in c:\n    d(b)\ne(",
    rest: "a)\n",
    end: "a = {}\nfor b in c:\n    d(b)",
  },
  "with the line where a comment goes on": {
    source: "// count the words█",
    taken: " of the text\n",
    rest: "function f() {}\n",
  },
};

describe("the end of a statement, by its grammar, comes", () => {
  for (const [name, { language = "typescript", source, taken, rest, end = taken.trimEnd() }] of Object.entries(CASES)) {
    it(name, async () => {
      const syntax = await loadedSyntax(language);
      const snapshot = marked(source, language);
      const extent = extentAt(snapshot, syntax);
      const shownOf = (chunks: readonly string[]) => {
        let text = "";
        for (const chunk of chunks) {
          text += chunk;
          const length = endOf(text, snapshot, extent, false, syntax);
          if (length !== undefined) {
            return { taken: text, end: text.slice(0, length) };
          }
        }
        return undefined;
      };
      assert.deepEqual(shownOf((taken + rest).split("")), { taken, end });
      fc.assert(
        fc.property(chunksOf(taken + rest), (chunks) => {
          assert.equal(shownOf(chunks)?.end, end);
        }),
        { numRuns: 25 },
      );
    });
  }
});
