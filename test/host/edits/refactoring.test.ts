import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ChatRequest } from "../../mistral/requests";
import { openFile, readFile } from "../support/files";
import { readerForEachTest } from "../support/messages";
import { mistralBehindTheExtension } from "../support/mistral";
import { until } from "../support/waiting";
import { closeReviewTab, openReview, reviewClosed } from "../support/review";
import { accept, BODY, discard, doubled, editAnswer, run, simplified, simplify, TWICE } from "./refactoring";

const AFTER = TWICE.replace(BODY, "  return 2 * x;");

describe("a refactoring", () => {
  const mistral = mistralBehindTheExtension();
  const reader = readerForEachTest();

  it("is shown as a diff and changes nothing before it is accepted", async () => {
    mistral().brain.nextChat(doubled);
    const document = await openFile("twice.ts", TWICE);
    const review = await simplify(reader(), document);
    assert.deepEqual([review.before, review.after, review.label], [TWICE, AFTER, "Simplify: twice.ts"]);
    assert.deepEqual([document.getText(), document.isDirty], [TWICE, false]);
    assert.deepEqual(reader().messages, [], "a message outlives the review");
  });

  it("lands when it is accepted, and one undo takes it back", async () => {
    mistral().brain.nextChat(
      editAnswer({
        replacement: "  return double(x);",
        elsewhere: [{ find: 'import { one } from "./one";', replace: 'import { double, one } from "./one";' }],
      }),
    );
    const document = await openFile("accept.ts", TWICE);
    await simplify(reader(), document);
    await accept(reader());
    await reviewClosed();
    const expected = TWICE.replace(BODY, "  return double(x);").replace("{ one }", "{ double, one }");
    assert.equal(document.getText(), expected);
    assert.equal(vscode.window.activeTextEditor?.document, document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), TWICE);
  });

  it("shows where it landed, with nothing selected", async () => {
    mistral().brain.nextChat(doubled);
    const document = await openFile("where.ts", TWICE);
    await simplify(reader(), document);
    await accept(reader());
    await reviewClosed();
    const editor = await until(vscode.window.onDidChangeTextEditorSelection, () => vscode.window.activeTextEditor);
    assert.equal(editor.document, document);
    assert.ok(editor.selection.isEmpty);
    assert.equal(document.offsetAt(editor.selection.active), TWICE.indexOf(BODY));
  });

  it("leaves no trace when it is discarded", async () => {
    mistral().brain.nextChat(doubled);
    const document = await openFile("discard.ts", TWICE);
    await simplify(reader(), document);
    await discard();
    await reviewClosed();
    await accept(reader());
    assert.deepEqual([document.getText(), document.isDirty], [TWICE, false]);
  });

  it("is put aside with its tab", async () => {
    mistral().brain.nextChat(doubled);
    const document = await openFile("close.ts", TWICE);
    await simplify(reader(), document);
    await closeReviewTab();
    await reviewClosed();
    await accept(reader());
    assert.deepEqual([document.getText(), document.isDirty], [TWICE, false]);
  });

  it("stays open beside the next one", async () => {
    const { brain } = mistral();
    brain.nextChat(doubled).nextChat(editAnswer({ replacement: "  return x << 1;" }));
    const first = await openFile("first.ts", TWICE);
    await simplify(reader(), first);
    const second = await openFile("second.ts", TWICE);
    await reader().unlessItComplains(run("simplify", second));
    await accept(reader());
    assert.deepEqual([first.getText(), second.getText()], [TWICE, TWICE.replace(BODY, "  return x << 1;")]);
    await simplified(first);
    await accept(reader());
    assert.equal(first.getText(), AFTER);
  });

  it("keeps a document's line ends", async () => {
    const crlf = TWICE.replaceAll("\n", "\r\n");
    mistral().brain.nextChat(
      editAnswer({
        replacement: "  const y = x;\n  return x + y;",
        elsewhere: [{ find: "export const two = twice(one);\n", replace: "export const two = twice(one);\n// two\n" }],
      }),
    );
    const document = await openFile("crlf.ts", crlf);
    await simplify(reader(), document);
    await accept(reader());
    const expected = TWICE.replace(BODY, "  const y = x;\n  return x + y;").concat("// two\n");
    assert.equal(document.getText(), expected.replaceAll("\n", "\r\n"));
    await document.save();
    assert.equal(readFile("crlf.ts"), expected.replaceAll("\n", "\r\n"));
  });

  it("works on an untitled document", async () => {
    mistral().brain.nextChat(doubled);
    const document = await vscode.workspace.openTextDocument({ language: "typescript", content: TWICE });
    await simplify(reader(), document);
    await accept(reader());
    assert.deepEqual([document.getText(), document.isUntitled], [AFTER, true]);
  });

  it("works on text with emoji and other characters of two halves", async () => {
    const emoji = TWICE.replace("x + x;", "x + x; // 😀 𝒙");
    mistral().brain.nextChat(doubled);
    const document = await openFile("emoji.ts", emoji);
    await simplify(reader(), document, "  return x + x; // 😀 𝒙");
    await accept(reader());
    assert.equal(document.getText(), AFTER);
  });

  for (const [what, elsewhere, sentence] of [
    ["stands nowhere", "not there", /does not stand in the file \(“not there”\); nothing was changed/],
    ["stands in two places", "twice", /stands in the file 2 times \(“twice”\); nothing was changed/],
  ] as const) {
    it(`is refused whole if it wants to change text that ${what}`, async () => {
      const answer = editAnswer({ replacement: "  return 2 * x;", elsewhere: [{ find: elsewhere, replace: "" }] });
      mistral().brain.nextChat(answer).nextChat(answer);
      const document = await openFile("misfit.ts", TWICE);
      void run("simplify", document);
      assert.equal((await reader().next(sentence)).severity, "Error");
      assert.deepEqual([document.getText(), openReview()], [TWICE, undefined]);
    });
  }

  it("says so when there is nothing to change", async () => {
    mistral().brain.nextChat(editAnswer({ replacement: BODY, summary: "It is simple already." }));
    const document = await openFile("nothing.ts", TWICE);
    void run("simplify", document);
    await reader().next(/Nothing to change\. It is simple already\./);
    assert.equal(openReview(), undefined);
  });

  it("is refined by what the person says, beside the first", async () => {
    mistral()
      .brain.nextChat(doubled)
      .nextChat(editAnswer({ replacement: "  return x << 1;" }));
    const document = await openFile("refined.ts", TWICE);
    await simplify(reader(), document);
    const original = vscode.window.showInputBox;
    Reflect.set(vscode.window, "showInputBox", async () => "With a shift, please");
    try {
      await reader().unlessItComplains(vscode.commands.executeCommand("codestral.refineEdit"));
    } finally {
      Reflect.set(vscode.window, "showInputBox", original);
    }
    const { body } = await mistral().server.waitForRequest(({ body }) => /With a shift/.test(JSON.stringify(body)));
    const roles = (body as ChatRequest).messages.map(({ role }) => role);
    assert.deepEqual(roles, ["system", "user", "assistant", "user"]);
    await accept(reader());
    assert.equal(document.getText(), TWICE.replace(BODY, "  return x << 1;"));
    assert.equal((await simplified(document)).after, AFTER);
  });
});
