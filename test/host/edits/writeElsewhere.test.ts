import assert from "node:assert/strict";
import * as vscode from "vscode";
import { disposesAfterEachTest } from "../support/disposing";
import { readFile, writeFile } from "../support/files";
import { create, edit, refusals, remove, rename, setOf, writerOf } from "./changeSets";
import { MemoryDisk } from "./memoryDisk";

const upper = (text: string) => text.toUpperCase();

describe("a change-set on a virtual file system", () => {
  const own = disposesAfterEachTest();
  let name = "";
  // The editor remembers documents of an address for a while.
  beforeEach(() => {
    name = `/${Date.now()}`;
  });
  const at = (path: string) => vscode.Uri.from({ scheme: "codestral-test-disk", path: `${name}${path}` });

  function disk(options?: { isReadonly: boolean }): MemoryDisk {
    const memory = new MemoryDisk();
    own(vscode.workspace.registerFileSystemProvider("codestral-test-disk", memory, options));
    for (const path of ["/edited", "/moved", "/gone"]) memory.files.set(`${name}${path}`, Buffer.from("one\n"));
    return memory;
  }

  it("is written as on any other", async () => {
    const memory = disk();
    const set = setOf(
      await edit(at("/edited"), upper),
      await rename(at("/moved"), at("/there"), upper),
      await remove(at("/gone")),
      create(at("/new"), "new\n"),
    );
    assert.deepEqual(refusals(await writerOf().write(set)), []);
    assert.deepEqual(
      ["/edited", "/moved", "/there", "/gone", "/new"].map((path) => memory.text(`${name}${path}`)),
      ["ONE\n", undefined, "ONE\n", undefined, "new\n"],
    );
  });

  it("is refused where a file of it is locked", async () => {
    const memory = disk();
    memory.locked.add(`${name}/edited`);
    const set = setOf(create(at("/new"), ""), await edit(at("/edited"), upper));
    assert.match(refusals(await writerOf().write(set)).join(), /is read-only; nothing was written\.$/);
    assert.equal(memory.text(`${name}/new`), undefined);
  });

  it("is refused where all of it is", async () => {
    disk({ isReadonly: true });
    const set = setOf(await edit(at("/edited"), upper));
    assert.match(refusals(await writerOf().write(set)).join(), /is read-only; nothing was written\.$/);
  });
});

describe("a change-set in a notebook", () => {
  const bytes = JSON.stringify({
    cells: [{ cell_type: "code", source: ["a = 1\n", "b = 2"], metadata: {}, outputs: [], execution_count: null }],
    ...{ metadata: {}, nbformat: 4, nbformat_minor: 5 },
  });

  async function opened(name: string): Promise<{ notebook: vscode.NotebookDocument; cell: vscode.Uri }> {
    const notebook = await vscode.workspace.openNotebookDocument(
      writeFile(`write/${process.pid}-${name}.ipynb`, bytes),
    );
    return { notebook, cell: notebook.cellAt(0).document.uri };
  }

  it("changes a cell, and leaves it to the person to save the notebook", async () => {
    const { notebook, cell } = await opened("saved");
    assert.deepEqual(refusals(await writerOf().write(setOf(await edit(cell, upper)))), []);
    assert.equal(notebook.cellAt(0).document.getText(), "A = 1\nB = 2");
    assert.equal(readFile(`write/${process.pid}-saved.ipynb`), bytes);
  });

  it("leaves a notebook unsaved that was not saved", async () => {
    const { notebook, cell } = await opened("unsaved");
    const typed = new vscode.WorkspaceEdit();
    typed.insert(cell, new vscode.Position(0, 0), "mine = 0\n");
    assert.ok(await vscode.workspace.applyEdit(typed));
    assert.deepEqual(refusals(await writerOf().write(setOf(await edit(cell, upper)))), []);
    assert.equal(notebook.cellAt(0).document.getText(), "MINE = 0\nA = 1\nB = 2");
    assert.equal(notebook.isDirty, true);
    assert.equal(readFile(`write/${process.pid}-unsaved.ipynb`), bytes);
  });

  it("is refused in the notebook's file while the notebook is not saved", async () => {
    const { notebook, cell } = await opened("both");
    const set = setOf(await edit(notebook.uri, (text) => text.replace("a = 1", "a = 2")));
    const typed = new vscode.WorkspaceEdit();
    typed.insert(cell, new vscode.Position(0, 0), "mine");
    assert.ok(await vscode.workspace.applyEdit(typed));
    assert.match(
      refusals(await writerOf().write(set)).join(),
      /is open as a notebook with unsaved changes; nothing was/,
    );
    assert.equal(readFile(`write/${process.pid}-both.ipynb`), bytes);
  });
});
