import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import * as vscode from "vscode";
import { readFile } from "../../../src/chat/tools/readFile";
import { Workspace } from "../../../src/vscode/workspace/workspace";
import type { Exclusion } from "../../../src/vscode/workspace/exclusion";
import { exclusionOfThisWindow } from "../support/exclusion";
import { folder, openFile, writeFile } from "../support/files";

let exclusion: Exclusion;

const run = (path: string, lines: { start_line?: number; end_line?: number } = {}) =>
  readFile.run({ path, ...lines }, { workspace: new Workspace(exclusion) }, new AbortController().signal);

async function contentOf(path: string): Promise<string> {
  const outcome = await run(path);
  assert.ok(outcome.ok, outcome.content);
  return outcome.content;
}

async function refusalOf(path: string): Promise<string> {
  const outcome = await run(path);
  assert.equal(outcome.ok, false, outcome.content);
  return outcome.content;
}

describe("read_file in the real workspace", () => {
  const outside = mkdtempSync(join(tmpdir(), "codestral-outside-"));

  before(async () => {
    exclusion = await exclusionOfThisWindow();
    writeFileSync(join(outside, "secret.txt"), "not for you\n");
    symlinkSync(outside, join(folder(), "out-folder"));
    symlinkSync(join(outside, "secret.txt"), join(folder(), "out-file.txt"));
    symlinkSync(join(folder(), "src"), join(folder(), "in-folder"));
  });
  after(async () => {
    exclusion.dispose();
    for (const link of ["out-folder", "out-file.txt", "in-folder"]) rmSync(join(folder(), link));
    rmSync(outside, { recursive: true });
  });

  it("reads a file by its path, by its absolute path and with the folder's name in front", async () => {
    const expected = /^src\/greet\.ts, lines 1–3 of 3:\nexport function greet/;
    assert.match(await contentOf("src/greet.ts"), expected);
    assert.match(await contentOf(join(folder(), "src", "greet.ts")), expected);
    assert.match(await contentOf(`${basename(folder())}/src/greet.ts`), expected);
  });

  it("does not read what is excluded, links followed, and says why", async () => {
    writeFile("excluded/.env", "TOKEN=of mine\n");
    symlinkSync(join(folder(), "excluded/.env"), join(folder(), "excluded/harmless.txt"));
    const why = /^Error: excluded\/\S+ is never sent to a model, because files like “\.env\*” hold secrets\./;
    assert.match(await refusalOf("excluded/.env"), why);
    assert.match(await refusalOf("excluded/harmless.txt"), why);
    assert.match(await refusalOf("excluded"), /is a folder\. It holds: .*\.env/);
  });

  it("reads what an editor shows, saved or not", async () => {
    const document = await openFile("dirty.txt", "on disk\n");
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 0, 7), "not saved"));
    assert.equal(document.isDirty, true);
    assert.match(await contentOf("dirty.txt"), /not saved/);
  });

  it("reads a file anew that was written meanwhile", async () => {
    writeFile("again.txt", "first\n");
    assert.match(await contentOf("again.txt"), /first/);
    writeFile("again.txt", "second\n");
    assert.match(await contentOf("again.txt"), /second/);
  });

  it("reads an untitled document by its name", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "scratch\n" });
    assert.match(await contentOf(document.uri.path), /scratch/);
  });

  it("reads a file through a link that stays within the workspace", async () => {
    assert.match(await contentOf("in-folder/greet.ts"), /export function greet/);
  });

  it("follows no link out of the workspace", async () => {
    assert.match(await refusalOf("out-file.txt"), /a link to a place outside the workspace/);
    assert.match(await refusalOf("out-folder/secret.txt"), /a link to a place outside the workspace/);
    assert.match(await refusalOf("out-folder"), /a link to a place outside the workspace/);
  });

  it("leaves the workspace by no path", async () => {
    for (const path of [
      "../secret.txt",
      "src/../../secret.txt",
      "/etc/passwd",
      join(outside, "secret.txt"),
      "file:///etc/passwd",
    ]) {
      assert.match(await refusalOf(path), /is outside the workspace/, path);
    }
  });

  it("says what a folder holds", async () => {
    writeFile("holds/one.txt", "1");
    writeFile("holds/sub/two.txt", "2");
    const said = await refusalOf("holds");
    assert.match(said, /holds is a folder\. It holds: /);
    assert.deepEqual(said.split("It holds: ")[1]?.split(", ").toSorted(), ["one.txt", "sub/"]);
  });

  it("says that a file is missing", async () => {
    assert.match(await refusalOf("src/nothing.ts"), /src\/nothing\.ts does not exist in the workspace/);
    assert.match(await refusalOf("src/greet.ts/nothing.ts"), /does not exist in the workspace/);
  });

  it("tells the nearest names, but none that is excluded or behind a link to outside", async () => {
    writeFile("near/settings.ts", "1");
    writeFile("near/.env.local", "TOKEN=of mine\n");
    assert.match(await refusalOf("near/setings.ts"), /in the workspace\. The nearest names are: near\/settings\.ts\.$/);
    assert.equal(await refusalOf("near/.env.locals"), "Error: near/.env.locals does not exist in the workspace.");
    assert.doesNotMatch(await refusalOf("out-folder/secrett.txt"), /secret\.txt/);
  });

  it("reads several files at once, with unsaved changes, and says in its place which one it does not read", async () => {
    writeFile("several/.env", "TOKEN=of mine\n");
    const document = await openFile("several/dirty.txt", "on disk\n");
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 0, 7), "not saved"));
    const paths = ["src/greet.ts", "several/.env", "several/dirty.txt"];
    const context = { workspace: new Workspace(exclusion) };
    const { summary, content } = await readFile.run({ paths }, context, new AbortController().signal);
    assert.equal(summary, "2 of 3 files");
    assert.match(
      content,
      /^src\/greet\.ts, lines[^]*\n\nError: several\/\.env is never sent[^]*\n\nseveral\/dirty\.txt,[^]*not saved/,
    );
    assert.doesNotMatch(content, /of mine/);
  });

  it("gives a notebook's cells", async () => {
    const cells = [{ cell_type: "code", source: ["print(1)"], outputs: [{ text: "noise" }], metadata: {} }];
    writeFile("cells.ipynb", JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    const content = await contentOf("cells.ipynb");
    assert.match(content, /^cells\.ipynb, a notebook of 1 cell, [^]*\[Cell 1, code\]\nprint\(1\)$/);
    assert.doesNotMatch(content, /noise/);
  });

  it("does not read a binary file", async () => {
    writeFile("binary.bin", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]));
    assert.match(await refusalOf("binary.bin"), /binary\.bin is a binary file; only text can be read/);
  });

  it("pages through a large file", async () => {
    writeFile("pages.txt", Array.from({ length: 100_000 }, (_, at) => `line ${at + 1}\n`).join(""));
    const first = await contentOf("pages.txt");
    assert.match(first, /\[Cut here: the file has 100000 lines\. Call read_file with start_line 2001 to read on\.\]/);
    const some = await run("pages.txt", { start_line: 99_999, end_line: 100_000 });
    assert.equal(some.content, "pages.txt, lines 99999–100000 of 100000:\nline 99999\nline 100000");
  });
});
