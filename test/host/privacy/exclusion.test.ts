import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { Exclusion } from "../../../src/vscode/workspace/exclusion";
import { Settings } from "../../../src/vscode/settings";
import { allIsTold } from "../support/fileWatching";
import { exclusionOfThisWindow, ready } from "../support/exclusion";
import { setSetting } from "../support/extension";
import { folder, writeFile } from "../support/files";
import { until } from "../support/waiting";

let count = 0;

describe("what is excluded in this window", () => {
  let exclusion: Exclusion;
  /** A new folder for each test: the editor tells of changes when it finds time. */
  let here: string;
  const outside = mkdtempSync(join(tmpdir(), "codestral-excluded-"));
  const at = (path: string) => vscode.Uri.file(join(folder(), here, path));
  const ruleOf = (path: string) => exclusion.why(at(path))?.rule;

  beforeEach(async () => {
    here = `exclusion${++count}`;
    writeFile(`${here}/.env`, "TOKEN=1\n");
    writeFile(`${here}/a.ts`, "a");
    // VS Code's watcher never finds a folder in a folder if both are made at once.
    await allIsTold(here);
    writeFile(`${here}/data/b.csv`, "b");
    exclusion = await exclusionOfThisWindow();
  });
  afterEach(() => {
    exclusion.dispose();
    rmSync(join(folder(), here), { recursive: true });
  });
  after(() => rmSync(outside, { recursive: true }));

  /** Waits until a file is excluded by a rule, or by none. */
  async function becomes(path: string, rule: string | undefined): Promise<void> {
    await until(exclusion.onDidChange, () => (ruleOf(path) === rule ? true : undefined));
  }

  it("is everything until the ignore files have been read, and then what they say", async () => {
    const fresh = new Exclusion(new Settings({ warn: () => {} }), { warn: () => {} });
    try {
      assert.equal(fresh.why(at("a.ts"))?.rule, "loading");
      assert.match(fresh.sentence(at("a.ts")) ?? "", /still being read/);
      await ready(fresh);
      assert.equal(fresh.why(at("a.ts")), undefined);
    } finally {
      fresh.dispose();
    }
  });

  it("are files of secrets, and the sentence says so", () => {
    assert.equal(ruleOf(".env"), "secretFile");
    assert.match(exclusion.sentence(at(".env")) ?? "", /^exclusion\d+\/\.env is never sent to a model.*“\.env\*”/);
    assert.equal(ruleOf("a.ts"), undefined);
  });

  it("are files of secrets behind links, too, within the workspace and outside of it", () => {
    writeFileSync(join(outside, "server.pem"), "x");
    symlinkSync(at(".env").fsPath, at("plain.txt").fsPath);
    symlinkSync(join(outside, "server.pem"), at("notes.md").fsPath);
    assert.equal(ruleOf("plain.txt"), "secretFile");
    assert.equal(ruleOf("notes.md"), "secretFile");
    assert.equal(exclusion.whyNamed(at("plain.txt")), undefined, "The name alone does not tell.");
  });

  it("follows the settings at once; those of the workspace add to one's own", async () => {
    try {
      await setSetting("exclude", ["*.csv"]);
      await becomes("data/b.csv", "setting");
      const ours = vscode.workspace.getConfiguration("codestral");
      await ours.update("exclude", ["!*.csv", `${here}/a.ts`], vscode.ConfigurationTarget.Workspace);
      await becomes("a.ts", "setting");
      assert.equal(ruleOf("data/b.csv"), "setting", "A workspace takes nothing back.");
      await setSetting("exclude", ["!.env"]);
      await becomes(".env", undefined);
    } finally {
      await setSetting("exclude", undefined);
      await vscode.workspace
        .getConfiguration("codestral")
        .update("exclude", undefined, vscode.ConfigurationTarget.Workspace);
    }
    await becomes("a.ts", undefined);
    assert.equal(ruleOf(".env"), "secretFile");
  });

  it("follows .codestralignore files at once, in any folder", async () => {
    await allIsTold(`${here}/data`);
    writeFile(`${here}/.codestralignore`, "*.csv\n");
    await becomes("data/b.csv", "ignoreFile");
    assert.match(exclusion.sentence(at("data/b.csv")) ?? "", /exclusion\d+\/\.codestralignore has “\*\.csv”/);
    writeFile(`${here}/data/.codestralignore`, "!b.csv\n");
    await becomes("data/b.csv", undefined);
    await allIsTold(`${here}/data`);
    writeFile(`${here}/data/.codestralignore`, "other.csv\n");
    await becomes("data/b.csv", "ignoreFile");
    await allIsTold(here);
    rmSync(at(".codestralignore").fsPath);
    await becomes("data/b.csv", undefined);
  });

  it("has to do with .gitignore files only where that is wanted", async () => {
    writeFile(`${here}/.gitignore`, "data/\n");
    await allIsTold(here);
    assert.equal(ruleOf("data/b.csv"), undefined);
    await setSetting("useGitIgnore", true);
    await becomes("data/b.csv", "gitIgnore");
    writeFile(`${here}/.gitignore`, "a.ts\n");
    await becomes("a.ts", "gitIgnore");
    assert.equal(ruleOf("data/b.csv"), undefined);
    await setSetting("useGitIgnore", undefined);
    await becomes("a.ts", undefined);
  });

  it("is no new document, and a notebook's cell when the notebook is", async () => {
    const untitled = await vscode.workspace.openTextDocument({ content: "a" });
    assert.equal(exclusion.why(untitled.uri), undefined);
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, "x = 1", "python");
    const bytes = JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 });
    const notebook = await vscode.workspace.openNotebookDocument(writeFile(`${here}/n.ipynb`, bytes));
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(0, [cell])]);
    await vscode.workspace.applyEdit(edit);
    const { uri } = notebook.cellAt(0).document;
    assert.equal(uri.scheme, "vscode-notebook-cell");
    assert.equal(exclusion.why(uri), undefined);
    try {
      await setSetting("exclude", ["*.ipynb"]);
      await until(exclusion.onDidChange, () => (exclusion.why(uri)?.rule === "setting" ? true : undefined));
    } finally {
      await setSetting("exclude", undefined);
    }
  });

  it("is asked of files outside of the workspace, which only one's own settings and the built-in rules speak of", async () => {
    const file = vscode.Uri.file(join(outside, "a.sql"));
    assert.equal(exclusion.why(file), undefined);
    assert.equal(exclusion.why(vscode.Uri.file("/home/somebody/.aws/credentials"))?.rule, "secretFile");
    assert.equal(exclusion.why(vscode.Uri.parse("vscode-vfs://github/o/r/.env"))?.rule, "secretFile");
    try {
      await setSetting("exclude", ["*.sql"]);
      await until(exclusion.onDidChange, () => (exclusion.why(file)?.rule === "setting" ? true : undefined));
    } finally {
      await setSetting("exclude", undefined);
    }
  });
});
