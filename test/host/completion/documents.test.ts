import assert from "node:assert/strict";
import * as vscode from "vscode";
import { setSetting } from "../support/extension";
import { closeEverything, openFile } from "../support/files";
import { asked, never, providerThatSays, unasked } from "./ghostText";

const end = (document: vscode.TextDocument) => document.lineAt(document.lineCount - 1).range.end;

const cell = (text: string) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, "python");

const enabled = (languageId: string) =>
  vscode.workspace.getConfiguration("codestral", { languageId }).get("completion.enabled");

async function itemIn(
  document: vscode.TextDocument,
  position: vscode.Position,
  suggestion = { text: "1;", replaces: 0 },
) {
  const { provider } = providerThatSays(suggestion);
  const [item] = await provider.provideInlineCompletionItems(document, position, asked, never());
  assert.ok(item, "There is no suggestion.");
  return item;
}

describe("ghost text in documents", () => {
  afterEach(closeEverything);

  it("has the document's line ends", async () => {
    const document = await openFile("ends.ts", "function f() {\r\n}\r\n");
    const item = await itemIn(document, new vscode.Position(0, 14), { text: "\n  return 1;\n", replaces: 0 });
    assert.equal(item.insertText, "\r\n  return 1;\r\n");
  });

  it("takes the place of what it repeats on the line", async () => {
    const document = await openFile("call.ts", "call()");
    const item = await itemIn(document, new vscode.Position(0, 5), { text: "1)", replaces: 1 });
    assert.deepEqual(item.range, new vscode.Range(0, 5, 0, 6));
  });

  it("appears in an untitled document", async () => {
    const document = await vscode.workspace.openTextDocument({ language: "typescript", content: "const a = " });
    const item = await itemIn(document, end(document));
    assert.deepEqual([item.insertText, item.range], ["1;", new vscode.Range(0, 10, 0, 10)]);
  });

  it("appears in a cell of a notebook, and knows that cell only", async () => {
    const data = new vscode.NotebookData([cell("first = 1\n"), cell("second = ")]);
    const notebook = await vscode.workspace.openNotebookDocument("jupyter-notebook", data);
    const { document } = notebook.cellAt(1);
    const { provider, snapshots } = providerThatSays({ text: "2", replaces: 0 });
    const items = await provider.provideInlineCompletionItems(document, end(document), asked, never());
    assert.equal(items[0]?.insertText, "2");
    assert.deepEqual(snapshots, [{ languageId: "python", prefix: "second = ", suffix: "", explicit: true }]);
  });

  it("goes on from the suggest widget's item as if it were accepted", async () => {
    const document = await openFile("widget.ts", "name.le;\n");
    const selectedCompletionInfo = { range: new vscode.Range(0, 5, 0, 7), text: "length" };
    const { provider, snapshots } = providerThatSays({ text: " > 0", replaces: 0 });
    const context = { ...unasked, selectedCompletionInfo };
    const position = new vscode.Position(0, 7);
    const [item] = await provider.provideInlineCompletionItems(document, position, context, never());
    assert.deepEqual([snapshots[0]?.prefix, snapshots[0]?.suffix], ["name.length", ";\n"]);
    // VS Code shows only what begins with the item and replaces the item's range.
    assert.deepEqual([item?.insertText, item?.range], ["length > 0", selectedCompletionInfo.range]);
  });

  it("is off for a language that has it switched off, unless it is asked for", async () => {
    const typescript = await openFile("off.ts", "const a = ");
    const plain = await openFile("off.txt", "some text ");
    const { provider, snapshots } = providerThatSays({ text: "1", replaces: 0 });
    const count = async (document: vscode.TextDocument, context: vscode.InlineCompletionContext) =>
      (await provider.provideInlineCompletionItems(document, end(document), context, never())).length;
    try {
      await setSetting("completion.enabled", false, "typescript");
      assert.equal(await count(typescript, unasked), 0);
      assert.equal(snapshots.length, 0);
      assert.equal(await count(plain, unasked), 1);
      assert.equal(await count(typescript, asked), 1);
    } finally {
      await setSetting("completion.enabled", undefined, "typescript");
    }
    assert.equal(await count(typescript, unasked), 1);
  });

  it("is switched off and on for the active editor's language by its command", async () => {
    const document = await openFile("toggle.ts", "const a = ");
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("codestral.toggleCompletionForLanguage");
    assert.deepEqual([enabled("typescript"), enabled("plaintext")], [false, true]);
    await vscode.commands.executeCommand("codestral.toggleCompletionForLanguage");
    assert.deepEqual([enabled("typescript"), enabled("plaintext")], [true, true]);
    await setSetting("completion.enabled", undefined, "typescript");
  });
});
