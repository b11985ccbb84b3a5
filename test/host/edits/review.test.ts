import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import { placeOf } from "../../../src/vscode/edits/review/address";
import { allTabs, placesIn, tabsOf } from "../../../src/vscode/edits/review/tabs";
import { folder, readFile, rangeOf } from "../support/files";
import { readerForEachTest } from "../support/messages";
import { closeReviewTab, openReview, reviewClosed, reviews, reviewShown } from "../support/review";
import { until } from "../support/waiting";
import { changeSet, editOf } from "./reviewSets";

const BEFORE = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";
const AFTER = BEFORE.replace("two", "TWO").replace("six", "SIX");
const never = {
  again: () => Promise.reject(new Error("Nobody asked for it again.")),
  refine: () => Promise.reject(new Error("Nobody asked for another.")),
};

/** The proposed side, with the cursor in it. */
async function proposed(name: string): Promise<vscode.TextEditor> {
  return until(vscode.window.onDidChangeActiveTextEditor, () => {
    const editor = vscode.window.activeTextEditor;
    const place = editor && placeOf(editor.document.uri);
    return place?.side === "after" && editor?.document.uri.path.endsWith(`/${name}`) ? editor : undefined;
  });
}

async function textBecomes(document: vscode.TextDocument, text: string): Promise<void> {
  await until(vscode.workspace.onDidChangeTextDocument, () => document.getText() === text || undefined);
}

function putCursor(editor: vscode.TextEditor, text: string): void {
  const { start } = rangeOf(editor.document, text);
  editor.selection = new vscode.Selection(start, start);
}

describe("a review", () => {
  const reader = readerForEachTest();
  const run = (command: string, ...args: readonly unknown[]) =>
    reader().unlessItComplains(vscode.commands.executeCommand(`codestral.${command}`, ...args));

  it("that is discarded while its diff opens leaves no tab", async () => {
    const all = await reviews();
    const showing = all.show(changeSet(editOf("discarded.ts", BEFORE, AFTER)), never);
    await Promise.resolve();
    await all.decisions.discard();
    await showing;
    assert.equal(openReview(), undefined);
    assert.deepEqual(reader().messages, []);
  });

  it("stays open beside another one of the same file, and each is decided for itself", async () => {
    const all = await reviews();
    await all.show(changeSet(editOf("beside.ts", BEFORE, AFTER)), never);
    await all.show(changeSet(editOf("beside.ts", BEFORE, BEFORE.replace("one", "ONE"))), never);
    await until(vscode.window.tabGroups.onDidChangeTabs, () => allTabs().length === 2 || undefined);
    await run("discardEdit");
    await reviewShown("Try: beside.ts");
    await run("acceptEdit");
    await reviewClosed();
    const document = await vscode.workspace.openTextDocument(join(folder(), "beside.ts"));
    assert.equal(document.getText(), AFTER);
  });

  describe("hunk by hunk", () => {
    it("writes the change that the cursor is in, goes on to the next, and ends with the last", async () => {
      const all = await reviews();
      await all.show(changeSet(editOf("hunks.ts", BEFORE, AFTER)), never);
      const editor = await proposed("hunks.ts");
      putCursor(editor, "SIX");
      await run("acceptChange");
      const file = await vscode.workspace.openTextDocument(join(folder(), "hunks.ts"));
      assert.equal(file.getText(), BEFORE.replace("six", "SIX"));
      const before = openReview()?.input.original;
      assert.ok(before);
      await textBecomes(await vscode.workspace.openTextDocument(before), file.getText());
      assert.equal(editor.document.getText(editor.document.lineAt(editor.selection.active.line).range), "TWO");
      await run("acceptChange");
      await reviewClosed();
      assert.equal(file.getText(), AFTER);
    });

    it("takes the one that is rejected out of the proposal, also by its line number", async () => {
      const all = await reviews();
      await all.show(changeSet(editOf("reject.ts", BEFORE, AFTER)), never);
      const { document } = await proposed("reject.ts");
      await run("rejectChange", { uri: document.uri, lineNumber: 6 });
      assert.equal(document.getText(), BEFORE.replace("two", "TWO"));
      assert.equal(document.isDirty, false);
      await run("acceptEdit");
      await reviewClosed();
      const file = await vscode.workspace.openTextDocument(join(folder(), "reject.ts"));
      assert.equal(file.getText(), BEFORE.replace("two", "TWO"));
    });

    it("is over when the last one is rejected, and nothing was written", async () => {
      const all = await reviews();
      await all.show(changeSet(editOf("none.ts", BEFORE, BEFORE.replace("two", "TWO"))), never);
      await proposed("none.ts");
      await run("rejectChange");
      await reviewClosed();
      assert.equal(readFile("none.ts"), BEFORE);
    });

    it("goes to the next change and back", async () => {
      const all = await reviews();
      await all.show(changeSet(editOf("walk.ts", BEFORE, AFTER)), never);
      const editor = await proposed("walk.ts");
      const line = () => editor.document.lineAt(editor.selection.active.line).text;
      putCursor(editor, "one");
      const went: string[] = [];
      for (const command of ["nextChange", "nextChange", "nextChange", "previousChange"]) {
        await run(command);
        went.push(line());
      }
      assert.deepEqual(went, ["TWO", "SIX", "SIX", "TWO"]);
    });

    it("says so where the cursor is in none", async () => {
      const all = await reviews();
      await all.show(changeSet(editOf("nowhere.ts", BEFORE, AFTER)), never);
      putCursor(await proposed("nowhere.ts"), "four");
      await run("acceptChange");
      await reader().next(/Put the cursor into one of the changes first/);
    });
  });

  it("accepts what the person has made of the proposal, and never asks to save it", async () => {
    const all = await reviews();
    await all.show(changeSet(editOf("made.ts", BEFORE, AFTER)), never);
    const editor = await proposed("made.ts");
    await editor.edit((edit) => edit.replace(rangeOf(editor.document, "TWO"), "2"));
    await run("acceptEdit");
    await reviewClosed();
    const file = await vscode.workspace.openTextDocument(join(folder(), "made.ts"));
    assert.equal(file.getText(), AFTER.replace("TWO", "2"));
  });

  it("shows text as it is, whatever encoding the person's settings name", async () => {
    const files = vscode.workspace.getConfiguration("files");
    await files.update("encoding", "iso88591", vscode.ConfigurationTarget.Global);
    try {
      const all = await reviews();
      await all.show(changeSet(editOf("umlaut.ts", "schön\n", "schöner 😀\n")), never);
      const { before, after } = await reviewShown("Try: umlaut.ts");
      assert.deepEqual([before, after], ["schön\n", "schöner 😀\n"]);
    } finally {
      await files.update("encoding", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("is not closed by moving it to another group", async () => {
    const all = await reviews();
    await all.show(changeSet(editOf("moved.ts", BEFORE, AFTER)), never);
    await proposed("moved.ts");
    await vscode.commands.executeCommand("workbench.action.moveEditorToNextGroup");
    await until(vscode.window.tabGroups.onDidChangeTabs, () =>
      vscode.window.tabGroups.all.length === 1 && openReview() ? true : undefined,
    );
    await run("acceptEdit");
    await reviewClosed();
    const file = await vscode.workspace.openTextDocument(join(folder(), "moved.ts"));
    assert.equal(file.getText(), AFTER);
  });

  it("is put aside when its tab is closed, with all that was made of it, and opens again", async () => {
    const all = await reviews();
    const set = changeSet(editOf("aside.ts", BEFORE, AFTER));
    await all.show(set, never);
    const editor = await proposed("aside.ts");
    await editor.edit((edit) => edit.replace(rangeOf(editor.document, "TWO"), "2"));
    await closeReviewTab();
    await reviewClosed();
    await run("acceptEdit");
    assert.equal(readFile("aside.ts"), BEFORE);
    const title = "Try: aside.ts";
    const original = vscode.window.showQuickPick;
    // Others of this file's tests may have been put aside, too.
    Reflect.set(vscode.window, "showQuickPick", async (items: readonly vscode.QuickPickItem[]) =>
      items.find(({ label }) => label === title),
    );
    try {
      await run("reopenEdit");
    } finally {
      Reflect.set(vscode.window, "showQuickPick", original);
    }
    assert.equal((await reviewShown(title)).after, AFTER.replace("TWO", "2"));
  });

  it("says at once when its file changes, and when that is undone", async () => {
    const all = await reviews();
    const set = changeSet(editOf("stale.ts", BEFORE, AFTER));
    await all.show(set, never);
    const file = await vscode.workspace.openTextDocument(join(folder(), "stale.ts"));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(file.uri, new vscode.Position(0, 0), "zero\n");
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(await all.standing(set.id), ["changed"]);
    await vscode.window.showTextDocument(file);
    await vscode.commands.executeCommand("undo");
    assert.deepEqual(await all.standing(set.id), ["fits"]);
  });

  describe("of several files", () => {
    let count = 0;
    // The editor notices later when a file of the same name is written again.
    const files = () => [
      editOf(`several/${++count}/a.ts`, BEFORE, AFTER),
      editOf(`several/${count}/b.ts`, "b\n", "B\n"),
      {
        kind: "create",
        uri: vscode.Uri.file(join(folder(), `several/${count}/new.ts`)).toString(),
        after: "new\n",
      } as const,
    ];
    const shownTab = (id: string) => until(vscode.window.tabGroups.onDidChangeTabs, () => tabsOf(id)[0]);

    it("is one editor, and lands as a whole", async () => {
      const all = await reviews();
      const set = changeSet(...files());
      await all.show(set, never);
      const tab = await shownTab(set.id);
      assert.match(tab.label, /^Try \(3 files\)/);
      assert.equal(placesIn(tab).length, 6);
      await run("acceptEdit");
      await reviewClosed();
      const texts = await Promise.all(
        set.files.map(async ({ uri }) => (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))).getText()),
      );
      assert.deepEqual(texts, [AFTER, "B\n", "new\n"]);
    });

    it("is decided file by file", async () => {
      const all = await reviews();
      const set = changeSet(...files());
      await all.show(set, never);
      await shownTab(set.id);
      await run("acceptEdit", { id: set.id, at: 1 });
      await run("discardEdit", { id: set.id, at: 0 });
      assert.ok(tabsOf(set.id).length > 0);
      await run("discardEdit", { id: set.id, at: 2 });
      await until(vscode.window.tabGroups.onDidChangeTabs, () => tabsOf(set.id).length === 0 || undefined);
      const [a, b] = await Promise.all(
        set.files.map(({ uri }) =>
          vscode.workspace.openTextDocument(vscode.Uri.parse(uri)).then(undefined, () => undefined),
        ),
      );
      assert.deepEqual([a?.getText(), b?.getText()], [BEFORE, "B\n"]);
    });
  });
});
