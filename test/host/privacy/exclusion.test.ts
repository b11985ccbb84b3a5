import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { Exclusion } from "../../../src/vscode/workspace/exclusion";
import { Settings } from "../../../src/vscode/settings";
import { exclusionOfThisWindow, ready } from "../support/exclusion";
import { setSetting } from "../support/extension";
import { closeEverything, folder, writeFile } from "../support/files";
import { until } from "../support/waiting";

const HERE = "exclusionTest";

describe("what is excluded in this window", () => {
  let exclusion: Exclusion;
  const outside = mkdtempSync(join(tmpdir(), "codestral-excluded-"));
  const at = (path: string) => vscode.Uri.file(join(folder(), HERE, path));
  const ruleOf = (path: string) => exclusion.why(at(path))?.rule;

  before(async () => {
    writeFile(`${HERE}/.env`, "TOKEN=1\n");
    writeFile(`${HERE}/a.ts`, "a");
    writeFile(`${HERE}/data/b.csv`, "b");
    exclusion = await exclusionOfThisWindow();
  });
  afterEach(closeEverything);
  after(() => {
    exclusion.dispose();
    rmSync(join(folder(), HERE), { recursive: true });
    rmSync(outside, { recursive: true });
  });

  /** Waits until a file is excluded by a rule, or by none. */
  async function becomes(path: string, rule: string | undefined): Promise<void> {
    await until(exclusion.onDidChange, () => (ruleOf(path) === rule ? true : undefined));
  }

  /** Writes a file until what it says holds: VS Code may miss the first change in a folder that was made a moment ago. */
  async function holds(file: string, text: string, path: string, rule: string | undefined): Promise<void> {
    let lines = "";
    const write = () => {
      writeFile(`${HERE}/${file}`, `${text}\n${lines}`);
      lines += "\n";
    };
    write();
    const again = setInterval(write, 1_000);
    try {
      await becomes(path, rule);
    } finally {
      clearInterval(again);
    }
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
    assert.match(exclusion.sentence(at(".env")) ?? "", /^exclusionTest\/\.env is never sent to a model.*“\.env\*”/);
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
      await ours.update("exclude", ["!*.csv", `${HERE}/a.ts`], vscode.ConfigurationTarget.Workspace);
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
    await holds(".codestralignore", "*.csv", "data/b.csv", "ignoreFile");
    assert.match(exclusion.sentence(at("data/b.csv")) ?? "", /exclusionTest\/\.codestralignore has “\*\.csv”/);
    await holds("data/.codestralignore", "!b.csv", "data/b.csv", undefined);
    await holds("data/.codestralignore", "other.csv", "data/b.csv", "ignoreFile");
    rmSync(at(".codestralignore").fsPath);
    await becomes("data/b.csv", undefined);
    rmSync(at("data/.codestralignore").fsPath);
  });

  it("has to do with .gitignore files only where that is wanted", async () => {
    writeFile(`${HERE}/.gitignore`, "data/\n");
    assert.equal(ruleOf("data/b.csv"), undefined);
    try {
      await setSetting("useGitIgnore", true);
      await becomes("data/b.csv", "gitIgnore");
      await holds(".gitignore", "a.ts", "a.ts", "gitIgnore");
      assert.equal(ruleOf("data/b.csv"), undefined);
    } finally {
      await setSetting("useGitIgnore", undefined);
    }
    await becomes("a.ts", undefined);
    rmSync(at(".gitignore").fsPath);
  });

  it("is no new document, and a notebook's cell when the notebook is", async () => {
    const untitled = await vscode.workspace.openTextDocument({ content: "a" });
    assert.equal(exclusion.why(untitled.uri), undefined);
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, "x = 1", "python");
    const bytes = JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 });
    const notebook = await vscode.workspace.openNotebookDocument(writeFile(`${HERE}/n.ipynb`, bytes));
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
