import assert from "node:assert/strict";
import * as vscode from "vscode";
import { disposesAfterEachTest } from "../support/disposing";
import { setSetting } from "../support/extension";
import { openFile } from "../support/files";
import { asked, ScriptedGhostText, unasked } from "./ghostText";

const end = (document: vscode.TextDocument) => document.lineAt(document.lineCount - 1).range.end;

const cell = (text: string, languageId = "python") =>
  new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, languageId);

const enabled = (languageId: string) =>
  vscode.workspace.getConfiguration("codestral", { languageId }).get("completion.enabled");

describe("ghost text in documents", () => {
  const own = disposesAfterEachTest();

  async function itemIn(
    document: vscode.TextDocument,
    position: vscode.Position,
    suggestion = { text: "1;", replaces: 0 },
  ) {
    const [item] = await own(new ScriptedGhostText(suggestion)).items(document, position);
    assert.ok(item, "There is no suggestion.");
    return item;
  }

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

  it("appears in a cell of a notebook, and knows the cells around it that are in the same language", async () => {
    const cells = [cell("first = 1\n"), cell("# Heading", "markdown"), cell("second = "), cell("third = 3")];
    const notebook = await vscode.workspace.openNotebookDocument("jupyter-notebook", new vscode.NotebookData(cells));
    const { document } = notebook.cellAt(2);
    const ghostText = own(new ScriptedGhostText({ text: "2", replaces: 0 }));
    const [item] = await ghostText.items(document, end(document));
    assert.deepEqual([item?.insertText, item?.range], ["2", new vscode.Range(0, 9, 0, 9)]);
    const [snapshot] = ghostText.asked;
    assert.deepEqual(
      [snapshot?.document, snapshot?.languageId, snapshot?.prefix, snapshot?.suffix],
      [document.uri.toString(), "python", "first = 1\n\nsecond = ", "\nthird = 3"],
    );
  });

  it("goes on from the suggest widget's item as if it were accepted", async () => {
    const document = await openFile("widget.ts", "name.le;\n");
    const selectedCompletionInfo = { range: new vscode.Range(0, 5, 0, 7), text: "length" };
    const ghostText = own(new ScriptedGhostText({ text: " > 0", replaces: 0 }));
    const [item] = await ghostText.items(document, new vscode.Position(0, 7), { ...unasked, selectedCompletionInfo });
    const [snapshot] = ghostText.asked;
    assert.deepEqual([snapshot?.prefix, snapshot?.suffix], ["name.length", ";\n"]);
    // VS Code shows only what begins with the item and replaces the item's range.
    assert.deepEqual([item?.insertText, item?.range], ["length > 0", selectedCompletionInfo.range]);
  });

  it("runs a command of its item when that is accepted, whichever of several it is", async () => {
    const document = await openFile("several.ts", "const a = ");
    const ghostText = own(new ScriptedGhostText({ text: "1;", replaces: 0 }, { text: "2;", replaces: 0 }));
    const items = await ghostText.items(document, end(document));
    assert.deepEqual(
      items.map(({ insertText, command }) => [insertText, command?.arguments]),
      items.map((item) => [item.insertText, [items[0], item]]),
    );
    assert.deepEqual([items.length, items[1]?.insertText], [2, "2;"]);
  });

  it("is off for a language that has it switched off, unless it is asked for", async () => {
    const typescript = await openFile("off.ts", "const a = ");
    const plain = await openFile("off.txt", "some text ");
    const ghostText = own(new ScriptedGhostText({ text: "1", replaces: 0 }));
    const count = async (document: vscode.TextDocument, context: vscode.InlineCompletionContext) =>
      (await ghostText.items(document, end(document), context)).length;
    try {
      await setSetting("completion.enabled", false, "typescript");
      assert.equal(await count(typescript, unasked), 0);
      assert.equal(ghostText.asked.length, 0);
      assert.equal(await count(plain, unasked), 1);
      assert.equal(await count(typescript, asked), 1);
    } finally {
      await setSetting("completion.enabled", undefined, "typescript");
    }
    assert.equal(await count(typescript, unasked), 1);
  });

  it("does not come unasked with several cursors or a selection, and says why", async () => {
    const document = await openFile("cursors.ts", "const a = \nconst b = ");
    const editor = await vscode.window.showTextDocument(document);
    const ghostText = own(new ScriptedGhostText({ text: "1;", replaces: 0 }));
    const quietWith = async (...selections: vscode.Selection[]) => {
      editor.selections = selections;
      const items = await ghostText.items(document, end(document), unasked);
      return [items.length, ghostText.asked.length, ghostText.quiet.here()];
    };
    const cursors = [0, 1].map((line) => new vscode.Selection(line, 10, line, 10));
    assert.deepEqual(await quietWith(...cursors), [0, 0, "severalCursors"]);
    assert.deepEqual(await quietWith(new vscode.Selection(0, 0, 0, 5)), [0, 0, "selection"]);
    assert.deepEqual((await quietWith(new vscode.Selection(1, 10, 1, 10))).slice(0, 2), [1, 1]);
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
