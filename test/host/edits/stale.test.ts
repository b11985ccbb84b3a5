import assert from "node:assert/strict";
import * as vscode from "vscode";
import { lastQuestion, type ChatRequest } from "../../mistral/requests";
import { openFile, readFile, writeFile } from "../support/files";
import { readerForEachTest } from "../support/messages";
import { mistralBehindTheExtension } from "../support/mistral";
import { openReview, reviewClosed, reviewShown } from "../support/review";
import { until } from "../support/waiting";
import { accept, BODY, doubled, editAnswer, run, simplified, simplify, TWICE } from "./refactoring";

const EDITED = `// mine\n${TWICE}`;

describe("a document that changed since an edit was proposed", () => {
  const mistral = mistralBehindTheExtension();
  const reader = readerForEachTest();

  async function refused(sentence = /has changed since the edit was proposed; nothing was written/) {
    void vscode.commands.executeCommand("codestral.acceptEdit");
    const message = await reader().next(sentence);
    assert.deepEqual([message.severity, message.buttons], ["Warning", ["Propose Again"]]);
    return message;
  }

  it("is not overwritten when the person edited it, and the edit can be proposed again for it", async () => {
    mistral()
      .brain.nextChat(doubled)
      .nextChat(editAnswer({ replacement: "  return x << 1;" }));
    const document = await openFile("edited.ts", TWICE);
    await simplify(reader(), document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(6, 0), "// mine\n");
    await vscode.workspace.applyEdit(edit);
    const edited = document.getText();
    const message = await refused();
    assert.equal(document.getText(), edited);
    const first = openReview()?.input.modified.toString();
    message.click("Propose Again");
    await until(vscode.window.tabGroups.onDidChangeTabs, () => {
      const shown = openReview()?.input.modified.toString();
      return shown !== undefined && shown !== first ? shown : undefined;
    });
    const { before, after } = await simplified(document);
    assert.deepEqual([before, after], [edited, edited.replace(BODY, "  return x << 1;")]);
    await accept(reader());
    assert.equal(document.getText(), after);
  });

  it("is not overwritten when another program wrote the file of an open document", async () => {
    mistral().brain.nextChat(doubled);
    const document = await openFile("rewritten.ts", TWICE);
    await simplify(reader(), document);
    writeFile("rewritten.ts", EDITED);
    await until(vscode.workspace.onDidChangeTextDocument, () => document.getText() === EDITED || undefined);
    await refused();
    assert.deepEqual([document.getText(), readFile("rewritten.ts")], [EDITED, EDITED]);
  });

  it("is not overwritten when another program wrote the file and the editor has not noticed yet", async () => {
    mistral().brain.nextChat(doubled);
    const document = await openFile("unnoticed.ts", TWICE);
    await simplify(reader(), document);
    writeFile("unnoticed.ts", EDITED);
    // Whether the editor notices in time is a matter of luck.
    const accepted = vscode.commands.executeCommand("codestral.acceptEdit");
    await Promise.race([accepted, reader().next(/has changed since/)]);
    assert.equal(readFile("unnoticed.ts"), EDITED);
  });

  it("is not overwritten when it was closed, rewritten and opened again", async () => {
    mistral().brain.nextChat(doubled);
    const document = await openFile("reopened.ts", TWICE);
    const shown = await vscode.window.showTextDocument(document, { preview: false });
    await simplify(reader(), document);
    const tab = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .find(
        ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === shown.document.uri.toString(),
      );
    assert.ok(tab);
    await vscode.window.tabGroups.close(tab);
    writeFile("reopened.ts", EDITED);
    const again = await vscode.workspace.openTextDocument(document.uri);
    await until(vscode.workspace.onDidChangeTextDocument, () => again.getText() === EDITED || undefined);
    await refused();
    assert.equal(again.getText(), EDITED);
  });

  it("takes the edit if it is as it was once more", async () => {
    mistral().brain.nextChat(doubled);
    const document = await openFile("undone.ts", TWICE);
    await simplify(reader(), document);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "// "));
    await refused();
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), TWICE);
    await accept(reader());
    await reviewClosed();
    assert.equal(document.getText(), TWICE.replace(BODY, "  return 2 * x;"));
  });

  it("is not brought back when its file was deleted", async () => {
    mistral().brain.nextChat(doubled);
    const document = await openFile("deleted.ts", TWICE);
    await simplify(reader(), document);
    const edit = new vscode.WorkspaceEdit();
    edit.deleteFile(document.uri);
    await vscode.workspace.applyEdit(edit);
    await until(vscode.workspace.onDidCloseTextDocument, () => document.isClosed || undefined);
    void vscode.commands.executeCommand("codestral.acceptEdit");
    const message = await reader().next(/deleted\.ts can no longer be opened; nothing was written/);
    assert.deepEqual([message.severity, message.buttons], ["Warning", []]);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(document.uri)), /FileNotFound|ENOENT/);
  });

  it("has the edit proposed again with the person's own instruction, for the same code, wherever it is by then", async () => {
    mistral()
      .brain.nextChat(doubled)
      .nextChat(editAnswer({ replacement: "  return x << 1;" }));
    const document = await openFile("moved.ts", TWICE);
    const original = vscode.window.showInputBox;
    const asked: string[] = [];
    Reflect.set(vscode.window, "showInputBox", async () => (asked.push("asked"), "Use a shift"));
    try {
      void run("refactor", document);
      await reader().unlessItComplains(reviewShown("Refactor: moved.ts"));
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), "// one\n// two\n");
      await vscode.workspace.applyEdit(edit);
      await reader().unlessItComplains(vscode.commands.executeCommand("codestral.proposeAgain"));
    } finally {
      Reflect.set(vscode.window, "showInputBox", original);
    }
    const questions = mistral()
      .server.requests.filter(({ path }) => path === "/v1/chat/completions")
      .map(({ body }) => lastQuestion(body as ChatRequest));
    assert.equal(asked.length, 1);
    assert.match(
      questions.at(-1) ?? "",
      /Use a shift[^]*\/\/ one\n\/\/ two[^]*<target>\n {2}return x \+ x;\n<\/target>/,
    );
    await accept(reader());
    assert.equal(document.getText(), `// one\n// two\n${TWICE.replace(BODY, "  return x << 1;")}`);
  });
});
