import assert from "node:assert/strict";
import type { Place } from "../../../../src/completion/syntax";
import { TreeSitterSyntax } from "../../../../src/completion/syntax/treeSitterSyntax";
import { marked } from "../marked";
import { grammars, loadedSyntax } from "./loaded";

const PLACES: Readonly<Record<Place["kind"], readonly (readonly [languageId: string, source: string])[]>> = {
  emptyBlock: [
    ["typescript", "function f() {\n  █\n}"],
    ["typescript", "function f() {\n█\n}"],
    ["typescript", "class A {\n  █\n}"],
    ["typescript", "switch (a) {\n  case 1:█\n}"],
    ["python", "def f():\n    █"],
    ["python", "if a:\n    b()\nelse:\n    █\n"],
    ["python", "def f(\n    a: int,\n) -> int:\n    █"],
    ["go", "func f() {\n\t█\n}"],
    ["rust", "impl A {\n    █\n}"],
    ["css", ".a {\n  █\n}"],
    ["ruby", "def f(a)\n  █\nend"],
  ],
  signature: [
    ["typescript", "function f() {█"],
    ["typescript", "class A {\n  f(): void {█\n}"],
    ["typescript", "a.forEach((b) => {█"],
    ["typescript", "if (a) {\n  b();\n} else {█"],
    ["python", "def f(a):█"],
    ["python", "for a in b:█"],
    ["go", "func (a *A) f() error {█"],
    ["rust", "fn f() -> i32 {█"],
    ["java", "class A {\n    void f() throws E {█\n}"],
    ["csharp", "class A\n{\n    void F() {█\n}"],
    ["cpp", "void A::f() const {█"],
    ["css", ".a > .b {█"],
    ["ruby", "a.each do |b|█"],
    ["php", "<?php\nfunction f() {█"],
    ["shellscript", "for a in b; do█"],
  ],
  comment: [
    ["typescript", "// parse the header█"],
    ["typescript", "a();\n// parse the header\n█\n"],
    ["typescript", "/** Parses the header. */\n█"],
    ["typescript", "/**\n * Parses the header.\n */\n█"],
    ["python", "# parse the header\n█"],
    ["rust", "/// Parses the header.\n█"],
  ],
  remark: [
    ["typescript", "a(); // the number of █"],
    ["typescript", "/*\n * Parses █"],
    ["typescript", "/*\n  █\n */"],
    ["typescript", "// eslint-disable-next-line no-console█"],
    ["python", "a = 1  # the number of █"],
  ],
  string: [
    ["typescript", 'const a = "Hello, █";'],
    ["typescript", 'const a = "Hello, █'],
    ["python", 'a = f"Hello, █'],
  ],
  expression: [
    ["typescript", "const a = █"],
    ["typescript", "const a = {█"],
    ["typescript", "f(a, █"],
    ["typescript", "files:█"],
    ["python", "a = lambda b:█"],
    ["python", "a = {'b':█"],
    ["go", "\ta := []int{█"],
    ["cpp", "int a[] = {█"],
    ["cpp", "std::vector<int█"],
  ],
  statement: [
    ["typescript", "a();\n█\nb();"],
    ["typescript", "function f() {\n  a();\n  █\n}"],
    ["typescript", "function f() {\n  █\n  a();\n}"],
    ["typescript", "a();\n// eslint-disable-next-line no-console\n█"],
    ["python", "def f():\n    a()\n    █"],
  ],
};

describe("what syntax says of the cursor's place", () => {
  for (const [kind, places] of Object.entries(PLACES)) {
    describe(kind, () => {
      for (const [languageId, source] of places) {
        it(`${languageId}: ${JSON.stringify(source)}`, async () => {
          assert.equal((await loadedSyntax(languageId)).placeAt(marked(source, languageId))?.kind, kind);
        });
      }
    });
  }

  it("says nothing where there is no grammar", async () => {
    const syntax = await loadedSyntax("markdown");
    assert.equal(syntax.placeAt(marked("# A\n█", "markdown")), undefined);
    assert.equal(syntax.endOf("a\n\nb\n\nc", marked("# A\n█", "markdown"), true), undefined);
  });

  it("takes the document's own tree's word for strings and comments of several lines", async () => {
    await grammars.load("typescript");
    const within = (text: "string" | "comment" | "code") => new TreeSitterSyntax(grammars, { textAt: () => text });
    const snapshot = marked("const a = `one\n█\n`;");
    assert.equal(within("string").placeAt(snapshot)?.kind, "string");
    assert.equal(within("comment").placeAt(snapshot)?.kind, "remark");
    assert.equal(within("code").placeAt(marked('a(" /*");\n█'))?.kind, "statement");
  });
});
