import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { classify } from "../../../src/workspace/classify";
import { addressOf, uriOf } from "../../../src/vscode/workspace/addresses";
import type { Exclusion } from "../../../src/vscode/workspace/exclusion";
import { Workspace } from "../../../src/vscode/workspace/workspace";
import { exclusionOfThisWindow } from "../support/exclusion";
import { folder, openFile, writeFile } from "../support/files";

describe("which file it is, and whether it may be written, in this window", () => {
  const outside = mkdtempSync(join(tmpdir(), "codestral-outside-"));
  let exclusion: Exclusion;
  let workspace: Workspace;
  const at = (path: string) => vscode.Uri.file(join(folder(), path));

  before(async () => {
    exclusion = await exclusionOfThisWindow();
    workspace = new Workspace(exclusion);
    writeFile("room/a.ts", "a");
    writeFile("room/.env", "A=1");
    writeFile("room/store/HEAD", "");
    mkdirSync(join(folder(), "room/store/objects"));
    mkdirSync(join(folder(), "room/store/refs"));
    symlinkSync(outside, join(folder(), "room/out"));
    symlinkSync(join(outside, "none"), join(folder(), "room/dangling.ts"));
    symlinkSync(join(folder(), "room/.env"), join(folder(), "room/harmless.txt"));
  });
  after(() => {
    exclusion.dispose();
    rmSync(join(folder(), "room"), { recursive: true });
    rmSync(outside, { recursive: true });
  });

  for (const [path, byModel, byPerson] of [
    ["room/a.ts", undefined, undefined],
    ["room/new/b.ts", undefined, undefined],
    ["room/out/new.ts", /leads out of the workspace through a link/, undefined],
    ["room/dangling.ts", /leads out of the workspace through a link/, undefined],
    [".vscode/settings.json", /decides what the editor runs/, undefined],
    ["room/store/hooks/pre-commit", /Git's own files/, undefined],
    ["room/.env", /^room\/\.env is never sent/, /^room\/\.env is never sent/],
    ["room/harmless.txt", /^room\/harmless\.txt is never sent/, /^room\/harmless\.txt is never sent/],
  ] as const) {
    it(`${path}: by a model ${byModel ? "no" : "yes"}, by the person ${byPerson ? "no" : "yes"}`, () => {
      for (const [namedBy, refused] of [
        ["model", byModel],
        ["person", byPerson],
      ] as const) {
        const sentence = workspace.refusedWrite(at(path), namedBy);
        if (refused) {
          assert.match(sentence ?? "written", refused);
        } else {
          assert.equal(sentence, undefined);
        }
      }
    });
  }

  it("what has no file yet may be written, and an open file outside only where the person acts in it", async () => {
    const untitled = await vscode.workspace.openTextDocument({ content: "a" });
    assert.equal(workspace.refusedWrite(untitled.uri, "model"), undefined);
    const loose = vscode.Uri.file(join(outside, "loose.ts"));
    assert.match(workspace.refusedWrite(loose, "model") ?? "written", /outside the workspace folder/);
    assert.equal(workspace.refusedWrite(loose, "person"), undefined);
  });

  it("a notebook's cell is judged as the notebook", async () => {
    const bytes = JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 });
    const notebook = await vscode.workspace.openNotebookDocument(writeFile("room/.vscode/n.ipynb", bytes));
    const edit = new vscode.WorkspaceEdit();
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, "x = 1", "python");
    edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(0, [cell])]);
    await vscode.workspace.applyEdit(edit);
    assert.match(
      workspace.refusedWrite(notebook.cellAt(0).document.uri, "model") ?? "written",
      /decides what the editor/,
    );
  });

  it("another file system than the folder's is outside, though the path is the same", () => {
    const elsewhere = at("room/a.ts").with({ scheme: "vscode-vfs", authority: "github" });
    assert.equal(classify(addressOf(elsewhere), "read", workspace).kind, "outside");
  });

  it("where the workspace is not trusted, a model writes nothing", () => {
    const restricted = new (class extends Workspace {
      override get isTrusted(): boolean {
        return false;
      }
    })(exclusion);
    assert.match(restricted.refusedWrite(at("room/a.ts"), "model") ?? "written", /Manage Workspace Trust/);
    assert.equal(restricted.refusedWrite(at("room/a.ts"), "person"), undefined);
    assert.equal(classify(addressOf(at("room/a.ts")), "read", restricted).kind, "inside");
  });

  it("an address is the URI that VS Code knows the document by", async () => {
    const { uri } = await openFile("room/ç %41 #?.ts", "a");
    assert.equal(uriOf(addressOf(uri)).toString(), uri.toString());
    const far = vscode.Uri.parse("vscode-vfs://github/o/r/a%20b.ts");
    assert.equal(uriOf(addressOf(far)).toString(), far.toString());
  });
});
