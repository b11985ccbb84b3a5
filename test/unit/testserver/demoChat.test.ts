import assert from "node:assert/strict";
import type { ChatPiece } from "../../mistral/brain";
import { converse, notice } from "../../mistral/brains/demo/conversation";
import { fenced, outline } from "../../mistral/brains/demo/outline";
import { placesIn } from "../../mistral/brains/demo/question";
import { partOf } from "../../mistral/brains/demo/toolResult";
import type { ChatMessage, ChatRequest } from "../../mistral/requests";

const files = [
  { path: "src/cart.ts", text: "export const a = 1;\n" },
  { path: "src/a/same.ts", text: "" },
  { path: "src/b/same.ts", text: "" },
];
const tools = [{ type: "function" as const, function: { name: "read_file", parameters: {} } }];

const request = (messages: readonly ChatMessage[], offered: ChatRequest["tools"] = tools): ChatRequest => ({
  model: "mistral-medium-latest",
  messages,
  tools: offered,
});
const user = (content: string): ChatMessage => ({ role: "user", content });
const answerTo = (asked: ChatRequest): readonly ChatPiece[] => [...converse(asked, files)];
const textOf = (asked: ChatRequest): string =>
  answerTo(asked)
    .map((piece) => (piece.kind === "text" ? piece.text : ""))
    .join("");

const called: ChatMessage = {
  role: "assistant",
  content: "",
  tool_calls: [{ id: "abcdefghi", function: { name: "read_file", arguments: "{}" } }],
};
const result = (content: string): ChatMessage => ({ role: "tool", tool_call_id: "abcdefghi", content });
const cart = "src/cart.ts, lines 1–3 of 3:\n// A cart\nexport function total(items: Item[]) {\n}";

const paths = (question: string) => placesIn(question, files);
const outlineOf = (path: string, text: string) =>
  outline({ path, text, firstLine: 1, totalLines: text.split("\n").length });

describe("the demo's chat", () => {
  it("reads the file that the question names", () => {
    assert.deepEqual(answerTo(request([user("What is in src/cart.ts?")])), [
      { kind: "toolCall", name: "read_file", arguments: '{"path":"src/cart.ts"}' },
    ]);
  });

  it("reads several files in one turn, at the lines that are named", () => {
    const calls = answerTo(request([user("Compare cart.ts:3-9 with `b/same.ts` please.")]));
    assert.deepEqual(
      calls.map((piece) => (piece.kind === "toolCall" ? piece.arguments : "")),
      ['{"path":"src/cart.ts","start_line":3,"end_line":9}', '{"path":"src/b/same.ts"}'],
    );
  });

  it("says what it can do when no file is named, or no tool offered", () => {
    assert.match(textOf(request([user("Hello, what can you do?")])), /Name a file of the workspace/);
    assert.match(textOf(request([user("What is in src/cart.ts?")], null)), /no tool/);
  });

  it("outlines what it read", () => {
    const said = textOf(request([user("What is in src/cart.ts?"), called, result(cart)]));
    assert.match(said, /\*\*src\/cart\.ts\*\* is TypeScript, 3 lines\./);
    assert.match(said, /- line 2: function `total`/);
    assert.match(said, /```ts\nexport function total\(items: Item\[\]\) \{/);
  });

  it("passes on what went wrong", () => {
    assert.match(
      textOf(request([user("x.ts"), called, result("Error: There is no file x.ts.")])),
      /There is no file x\.ts/,
    );
    assert.match(textOf(request([user("x.ts"), called, result("x.ts is empty.")])), /x\.ts is empty\./);
  });

  it("says that no model is behind it, once a conversation", () => {
    const first = textOf(request([user("src/cart.ts"), called, result(cart)]));
    assert.ok(first.startsWith(notice));
    assert.match(
      notice,
      /No model is behind this answer[\s\S]*Codestral: Set API Key[\s\S]*https:\/\/api\.mistral\.ai[\s\S]*MISTRAL_API_KEY/,
    );
    const answered: ChatMessage = { role: "assistant", content: first };
    const second = textOf(request([user("src/cart.ts"), called, result(cart), answered, user("And now?")]));
    assert.ok(!second.includes(notice));
    assert.match(second, /Name a file/);
  });
});

describe("what a question is about", () => {
  it("the files it names", () => {
    assert.deepEqual(paths("Look at `lib/x.py`, (y.go) and z.md:7!"), [
      { path: "lib/x.py" },
      { path: "y.go" },
      { path: "z.md", startLine: 7, endLine: 7 },
    ]);
  });

  it("a bare name when only one file has it", () => {
    assert.deepEqual(paths("cart.ts same.ts"), [{ path: "src/cart.ts" }, { path: "same.ts" }]);
  });

  it("no addresses, abbreviations or numbers", () => {
    assert.deepEqual(paths("See https://example.com/a.ts, e.g. version 1.2.3 of node.js2 or foo.bar()"), []);
  });

  it("the open file when none is named", () => {
    const open = "\n\n[Open in the editor: src/open file.ts, lines 4 to 9 selected]";
    assert.deepEqual(paths(`Explain this.${open}`), [{ path: "src/open file.ts", startLine: 4, endLine: 9 }]);
    assert.deepEqual(paths("Explain.\n\n[Open in the editor: a.ts]"), [{ path: "a.ts" }]);
    assert.deepEqual(paths(`Explain cart.ts${open}`), [{ path: "src/cart.ts" }]);
  });
});

describe("the outline", () => {
  it("finds what languages declare at the top level", () => {
    const ts =
      "export default class A {\n  method() {}\n}\nexport const b = async (x: number): Promise<void> => {};\ntype C = 1;\nconst d = 1;";
    assert.deepEqual(outlineOf("a.ts", ts).match(/- line .*/g), [
      "- line 1: class `A`",
      "- line 4: function `b`",
      "- line 5: type `C`",
    ]);
    assert.deepEqual(
      outlineOf("a.py", "import os\n\nclass A:\n    def m(self): ...\n\nasync def f():\n    pass").match(/- line .*/g),
      ["- line 3: class `A`", "- line 6: function `f`"],
    );
    assert.deepEqual(outlineOf("a.go", "func (s *S) M() {}\ntype S struct{}").match(/- line .*/g), [
      "- line 1: function `M`",
      "- line 2: type `S`",
    ]);
    assert.deepEqual(outlineOf("a.rs", "pub(crate) fn f() {}\nstruct S;").match(/- line .*/g), [
      "- line 1: function `f`",
      "- line 2: struct `S`",
    ]);
    assert.deepEqual(outlineOf("a.md", "# One\ntext\n## Two").match(/- line .*/g), [
      "- line 1: section `One`",
      "- line 3: section `Two`",
    ]);
  });

  it("counts lines from where reading began, and says so", () => {
    const said = outline({ path: "a.ts", text: "x\nfunction f() {}", firstLine: 41, totalLines: 100 });
    assert.match(said, /100 lines\. I read lines 41 to 42\./);
    assert.match(said, /line 42: function `f`/);
  });

  it("has a fence longer than any in the code", () => {
    assert.equal(fenced("a\n````\nb", "md"), "`````md\na\n````\nb\n`````");
  });
});

describe("what read_file gave", () => {
  it("is taken apart, without its notices", () => {
    const content =
      "src/a.ts, lines 5–6 of 9:\none\ntwo\n[Cut here: the file has 9 lines. Call read_file with start_line 7 to read on.]";
    assert.deepEqual(partOf(content), { path: "src/a.ts", text: "one\ntwo", firstLine: 5, totalLines: 9 });
    assert.deepEqual(partOf("a.ts, line 1 of 1:\nx"), { path: "a.ts", text: "x", firstLine: 1, totalLines: 1 });
    assert.equal(partOf("a.ts is empty."), undefined);
  });
});
