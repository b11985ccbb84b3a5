import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { RefactoringEdit } from "../../../src/edits/answers";
import { applyAnswer } from "../../../src/edits/applyAnswer";
import type { Target } from "../../../src/edits/target";
import { FileSecrets } from "../../../src/mistral/privacy/fileSecrets";
import { Vault } from "../../../src/mistral/privacy/vault";

type Answer = Partial<RefactoringEdit>;

/** A document in which `«` and `»` stand around the target. */
function targetIn(marked: string): Target {
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  const text = marked.replace(/[«»]/g, "");
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return { uri: "file:///a.ts", path: "a.ts", languageId: "typescript", eol, text, start, end };
}

function applied(marked: string, answer: Answer | string): string {
  const edit = typeof answer === "string" ? { replacement: answer } : answer;
  const target = targetIn(marked);
  const result = applyAnswer(
    target,
    { summary: "", replacement: "", elsewhere: [], ...edit },
    new FileSecrets(new Vault(), target.text),
  );
  return typeof result === "string" ? result : `No: ${result.sentence}`;
}

describe("a replacement", () => {
  for (const [name, marked, answer, result] of [
    ["takes the target's place", "a\n«b»\nc", "B", "a\nB\nc"],
    ["gets the document's line ends", "a\r\n«b»\r\nc", "B\nB", "a\r\nB\r\nB\r\nc"],
    [
      "gets the target's indentation back",
      "{\n«  b();\n  c();»\n}",
      "B();\nif (c) {\n  C();\n}",
      "{\n  B();\n  if (c) {\n    C();\n  }\n}",
    ],
    ["keeps its own blank lines", "{\n«  b»\n}", "B\n\nC", "{\n  B\n\n  C\n}"],
    ["brings no line end that was not there", "a\n«b»\nc", "B\n\n", "a\nB\nc"],
    ["brings no CRLF that was not there", "a\r\n«b»\r\nc", "B\r\n", "a\r\nB\r\nc"],
    ["gets back the line end that was there", "a\n«b\n»c", "B", "a\nB\nc"],
    ["gets one line end only", "«a\n»", "A\n\n \n", "A\n"],
    ["comes out of its fence", "a\n«b»\nc", "```ts\nB\n```", "a\nB\nc"],
    ["keeps the fence that it is about", "«```\na\n```»\n", "```\nb\n```", "```\nb\n```\n"],
    ["may be nothing", "a\n«b\n»c", "\n", "a\nc"],
    ["may begin within a line", "let a = «b»;", "  c", "let a = c;"],
    [
      "that begins within a line keeps the others' indentation",
      "let a = «b()\n    .c()»;",
      "    B()\n    .C()",
      "let a = B()\n    .C();",
    ],
    ["may be for an empty file", "«»", "a\n", "a"],
    ["holds emoji and dollars as they are", "«a»", "'👩‍💻 $& $1'", "'👩‍💻 $& $1'"],
  ] as const) {
    it(name, () => {
      assert.equal(applied(marked, answer), result);
    });
  }

  it("that is the same changes nothing", () => {
    const line = fc.constantFrom("a();", "  b();", "", "\tc();", "👩‍💻");
    fc.assert(
      fc.property(
        fc.array(line),
        fc.array(line, { minLength: 1 }),
        fc.array(line),
        fc.constantFrom("\n", "\r\n"),
        (a, b, c, eol) => {
          fc.pre(b.at(-1) !== "");
          const join = (lines: readonly string[]) => lines.map((text) => text + eol).join("");
          const marked = `${join(a)}«${join(b).slice(0, -eol.length)}»${eol}${join(c)}`;
          assert.equal(applied(marked, b.join("\n")), marked.replace(/[«»]/g, ""));
        },
      ),
    );
  });
});

describe("changes elsewhere", () => {
  it("land with the replacement", () => {
    assert.equal(
      applied("import a\n\n«b»\n\nend", {
        replacement: "B",
        elsewhere: [
          { find: "end", replace: "END" },
          { find: "import a", replace: "import a\nimport b" },
        ],
      }),
      "import a\nimport b\n\nB\n\nEND",
    );
  });

  it("land right beside an empty target", () => {
    assert.equal(applied("a\n«»b\n", { replacement: "new\n", elsewhere: [{ find: "b", replace: "B" }] }), "a\nnewB\n");
  });

  it("get the line ends and the indentation of what they replace", () => {
    assert.equal(
      applied("{\r\n    a();\r\n    b();\r\n}\r\n«c»", {
        replacement: "C",
        elsewhere: [{ find: "a();\nb();\n", replace: "a();\n  // why\nb();\n" }],
      }),
      "{\r\n    a();\r\n      // why\r\n    b();\r\n}\r\nC",
    );
  });

  it("keep an indentation of their own", () => {
    assert.equal(
      applied("  a(); \n  b();\n«c»", {
        replacement: "C",
        elsewhere: [{ find: "  a();\n  b();", replace: "    a();" }],
      }),
      "    a();\nC",
    );
  });

  it("may be named by what stands in the target too", () => {
    assert.equal(
      applied("f();\n«f();»", { replacement: "g();", elsewhere: [{ find: "f();", replace: "h();" }] }),
      "h();\ng();",
    );
  });

  for (const [name, elsewhere, sentence] of [
    ["that are nowhere", [{ find: "x();", replace: "" }], /does not stand in the file \(“x\(\);”\)/],
    ["that are in two places", [{ find: "a();", replace: "" }], /stands in the file 2 times \(“a\(\);”\)/],
    ["within the target", [{ find: "target();", replace: "" }], /the same text twice \(“target\(\);”\)/],
    ["over the target's border", [{ find: "a();\ntarget", replace: "" }], /the same text twice \(“a\(\);”\)/],
    [
      "that overlap",
      [
        { find: "b();\nc();", replace: "" },
        { find: "c();\na();", replace: "" },
      ],
      /the same text twice/,
    ],
  ] as const) {
    it(`${name} are refused, and the replacement with them`, () => {
      const result = applied("b();\nc();\na();\n«target();»\na();\n", {
        replacement: "new();",
        elsewhere: [...elsewhere],
      });
      assert.match(result, /^No: /);
      assert.match(result, sentence);
    });
  }

  it("are named in short when they are refused", () => {
    assert.match(applied("«a»", { elsewhere: [{ find: "x".repeat(1000), replace: "" }] }), /“x{59}…”/);
  });

  it("are looked for in much white space without delay", () => {
    const space = " \n".repeat(200_000);
    assert.match(
      applied(`«a»${space}b`, { replacement: `${space}x`, elsewhere: [{ find: "zzz", replace: "" }] }),
      /^No: /,
    );
  });
});
