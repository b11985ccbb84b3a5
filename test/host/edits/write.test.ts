import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as vscode from "vscode";
import type { ChangeSet } from "../../../src/edits/changeSet";
import { create, edit, FaultyFiles, newFile, refusals, remove, rename, setOf, writerOf } from "./changeSets";

const bytesOf = ({ fsPath }: vscode.Uri) => (existsSync(fsPath) ? readFileSync(fsPath) : undefined);
const savedText = (uri: vscode.Uri) => bytesOf(uri)?.toString("utf8");
const beside = (uri: vscode.Uri, name: string) => uri.with({ path: `${uri.path}.${name}` });
const upper = (text: string) => text.toUpperCase();

async function type(uri: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  return document;
}

async function written(set: ChangeSet): Promise<void> {
  assert.deepEqual(await writerOf().write(set), { kind: "written", entry: undefined });
}

async function refused(set: ChangeSet): Promise<string> {
  const writer = writerOf();
  const checked = await writer.check(set);
  const outcome = await writer.write(set);
  assert.deepEqual(outcome, { kind: "refused", obstacles: checked });
  return refusals(outcome).join("\n");
}

describe("a change-set in the editor", () => {
  it("is written in all its files, and what was saved is saved", async () => {
    const [edited, moved, gone] = [newFile("one\n"), newFile("two\n"), newFile("three\n")];
    const [made, there] = [beside(edited, "new"), beside(moved, "moved")];
    await written(
      setOf(await edit(edited, upper), await rename(moved, there, upper), await remove(gone), create(made, "n\n")),
    );
    assert.deepEqual([edited, moved, there, gone, made].map(savedText), [
      "ONE\n",
      undefined,
      "TWO\n",
      undefined,
      "n\n",
    ]);
    const dirty = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty);
    assert.deepEqual(dirty, []);
  });

  describe("that VS Code does not accept at once, as it has read the file again meanwhile", () => {
    const { applyEdit } = vscode.workspace;
    let meanwhile: () => Promise<unknown>;
    beforeEach(() => {
      let isFirst = true;
      Reflect.set(vscode.workspace, "applyEdit", async (...args: Parameters<typeof applyEdit>) => {
        if (!isFirst) return applyEdit(...args);
        isFirst = false;
        await meanwhile();
        return false;
      });
    });
    afterEach(() => {
      Reflect.set(vscode.workspace, "applyEdit", applyEdit);
    });

    it("is written all the same, if the text is what it was", async () => {
      const uri = newFile("one\n");
      meanwhile = async () => {};
      await written(setOf(await edit(uri, upper)));
      assert.equal(savedText(uri), "ONE\n");
    });

    it("is not written, if it is another", async () => {
      const uri = newFile("one\n");
      const document = await vscode.workspace.openTextDocument(uri);
      meanwhile = async () => {
        const typed = new vscode.WorkspaceEdit();
        typed.insert(uri, new vscode.Position(0, 0), "mine ");
        assert.ok(await applyEdit(typed));
      };
      const outcome = await writerOf().write(setOf(await edit(uri, upper)));
      assert.equal(outcome.kind, "refused");
      assert.equal(document.getText(), "mine one\n");
      // Other tests look at what is unsaved.
      await document.save();
    });
  });

  it("leaves unsaved what the person has not saved, also beside files that are saved", async () => {
    const [mine, other] = [newFile("old\n"), newFile("two\n")];
    const document = await type(mine, "mine ");
    await written(setOf(await edit(mine, upper), await edit(other, upper)));
    assert.deepEqual([document.getText(), document.isDirty, savedText(mine)], ["MINE OLD\n", true, "old\n"]);
    assert.equal(savedText(other), "TWO\n");
  });

  it("saves nothing where the setting of VS Code says so", async () => {
    const files = vscode.workspace.getConfiguration("files");
    const uri = newFile("one\n");
    try {
      await files.update("refactoring.autoSave", false, vscode.ConfigurationTarget.Global);
      await written(setOf(await edit(uri, upper)));
      const document = await vscode.workspace.openTextDocument(uri);
      assert.deepEqual([document.getText(), document.isDirty, savedText(uri)], ["ONE\n", true, "one\n"]);
    } finally {
      await files.update("refactoring.autoSave", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("is taken back by one undo, and only that: what was typed before stays", async () => {
    const uri = newFile("one\ntwo\nthree\n");
    const document = await type(uri, "mine ");
    await vscode.window.showTextDocument(document);
    await written(setOf(await edit(uri, (text) => text.replace("one", "1").replace("three", "3"))));
    assert.equal(document.getText(), "mine 1\ntwo\n3\n");
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), "mine one\ntwo\nthree\n");
    await vscode.commands.executeCommand("redo");
    assert.equal(document.getText(), "mine 1\ntwo\n3\n");
  });

  it("in a renamed file is taken back by one undo in it", async () => {
    const uri = newFile("one\n");
    const to = beside(uri, "moved");
    await vscode.window.showTextDocument(uri);
    await written(setOf(await rename(uri, to, upper)));
    const { document } = await vscode.window.showTextDocument(to);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), "one\n");
  });

  for (const [what, bytes, expected] of [
    ["CRLF", Buffer.from("a\r\nb\r\n"), Buffer.from("A\r\nB\r\n")],
    ["no final newline", Buffer.from("a\nb"), Buffer.from("A\nB")],
    ["a byte order mark", Buffer.from("\ufeffa\n"), Buffer.from("\ufeffA\n")],
    ["UTF-16", Buffer.from("\ufeffä\n", "utf16le"), Buffer.from("\ufeffÄ\n", "utf16le")],
  ] as const) {
    it(`keeps ${what}, also in a file that was deleted and brought back`, async () => {
      const uri = newFile(bytes);
      const files = new FaultyFiles();
      files.fault = { at: 0, isLate: true };
      assert.equal((await writerOf(files).write(setOf(await remove(uri)))).kind, "refused");
      assert.deepEqual(bytesOf(uri), bytes);
      await written(setOf(await edit(uri, upper)));
      assert.deepEqual(bytesOf(uri), expected);
    });
  }

  it("keeps the encoding that the person has opened a file with", async () => {
    const uri = newFile(Buffer.from("caf\xe9 a\n", "latin1"));
    await vscode.workspace.openTextDocument(uri, { encoding: "iso88591" });
    await written(setOf(await edit(uri, (text) => text.replace(" a", " à la crème"))));
    assert.deepEqual(bytesOf(uri), Buffer.from("caf\xe9 \xe0 la cr\xe8me\n", "latin1"));
  });

  it("brings mixed line ends of a deleted file back as they were", async () => {
    const uri = newFile("1\r\n2\n3\r\n");
    const files = new FaultyFiles();
    files.fault = { at: 0, isLate: true };
    await writerOf(files).write(setOf(await remove(uri)));
    assert.equal(savedText(uri), "1\r\n2\n3\r\n");
  });

  it("changes a new document, which stays without a file", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "one\n" });
    await written(setOf(await edit(document.uri, upper)));
    assert.deepEqual([document.getText(), document.isDirty, document.isUntitled], ["ONE\n", true, true]);
  });
});

describe("a change-set in the editor is refused", () => {
  it("where a file has changed, in the editor or on disk, was deleted or has come", async () => {
    const [typed, rewritten, gone] = [newFile("1\n"), newFile("2\n"), newFile("3\n")];
    const came = beside(typed, "came");
    const set = setOf(
      ...(await Promise.all([typed, rewritten, gone].map((uri) => edit(uri, (text) => `x${text}`)))),
      create(came, "mine\n"),
    );
    const document = await type(typed, "mine");
    writeFileSync(rewritten.fsPath, "theirs\n");
    rmSync(gone.fsPath);
    writeFileSync(came.fsPath, "theirs\n");
    const [first, second, third, fourth] = (await refused(set)).split("\n");
    assert.match(first ?? "", /has changed since the edit was proposed; nothing was written\.$/);
    assert.match(second ?? "", /has changed since the edit was proposed; nothing was written\.$/);
    assert.match(third ?? "", /can no longer be opened; nothing was written\.$/);
    assert.match(fourth ?? "", /exists by now; nothing was written\.$/);
    assert.deepEqual([rewritten, gone, came].map(savedText), ["theirs\n", undefined, "theirs\n"]);
    assert.equal(document.getText(), "mine1\n");
  });

  it("where a file is read-only, and no other file is written", async () => {
    const [locked, free] = [newFile("1\n"), newFile("2\n")];
    const set = setOf(await edit(free, (text) => `x${text}`), await edit(locked, (text) => `x${text}`));
    chmodSync(locked.fsPath, 0o444);
    assert.match(await refused(set), /is read-only; nothing was written\.$/);
    assert.deepEqual([locked, free].map(savedText), ["1\n", "2\n"]);
  });

  it("where saving would destroy bytes that are no text", async () => {
    const bytes = Buffer.from("caf\xe9\n", "latin1");
    const uri = newFile(bytes);
    assert.match(await refused(setOf(await edit(uri, upper))), /has bytes that are no text in its encoding \(utf8\)/);
    assert.deepEqual(bytesOf(uri), bytes);
  });

  it("where unsaved text would be lost with its file", async () => {
    const uri = newFile("1\n");
    await type(uri, "mine");
    assert.match(await refused(setOf(await remove(uri))), /has unsaved changes and cannot be deleted/);
    assert.match(
      await refused(setOf(await rename(uri, beside(uri, "x")))),
      /has unsaved changes and cannot be renamed/,
    );
  });

  it("where there is a folder", async () => {
    const uri = newFile("1\n");
    const change = { ...(await edit(uri, upper)), uri: vscode.Uri.joinPath(uri, "..").toString() };
    assert.match(await refused(setOf(change)), /can no longer be opened; nothing was written\.$/);
  });
});

describe("a change-set of which a step fails in the editor", () => {
  const steps = ["create", "rename", "texts", "save", "save", "delete"] as const;
  for (const [at, kind] of steps.entries()) {
    for (const isLate of [false, true]) {
      it(`leaves nothing behind: ${kind} (${at + 1}), ${isLate ? "after" : "before"} it was done`, async () => {
        const [edited, moved, gone, mine] = [newFile("1\r\n"), newFile("2"), newFile("\ufeff3\n"), newFile("4\n")];
        const [made, there] = [beside(edited, "new"), beside(moved, "moved")];
        const document = await type(mine, "mine ");
        const all = [edited, moved, gone, mine, made, there];
        const before = all.map(bytesOf);
        const set = setOf(
          await edit(edited, (text) => `x${text}`),
          await rename(moved, there, (text) => `x${text}`),
          await remove(gone),
          create(made, "new\n"),
          await edit(mine, upper),
        );
        const files = new FaultyFiles();
        files.fault = { at, isLate };
        assert.match(refusals(await writerOf(files).write(set)).join(), /; nothing was written\.$/);
        assert.equal(files.done[at], kind);
        assert.deepEqual(all.map(bytesOf), before);
        assert.deepEqual([document.getText(), document.isDirty], ["mine 4\n", true]);
        assert.equal((await vscode.workspace.openTextDocument(edited)).getText(), "1\r\n");
      });
    }
  }
});
