import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { FimRequest } from "../../mistral/requests";
import { disposesAfterEachTest } from "../support/disposing";
import { exclusionOfThisWindow } from "../support/exclusion";
import { closeEverything, folder, openFile, writeFile } from "../support/files";
import { mistralForTheSuite } from "../support/mistral";
import { asked, ghostTextFrom, ScriptedGhostText, unasked } from "./ghostText";

/** Files in memory, under a scheme of their own. */
class Memory implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  watch = () => new vscode.Disposable(() => {});
  stat = () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: 6 });
  readDirectory = () => [];
  createDirectory = () => {};
  readFile = () => new TextEncoder().encode("a = 1\n");
  writeFile = () => {};
  delete = () => {};
  rename = () => {};
}

describe("what ghost text asks, and of whom", () => {
  const mistral = mistralForTheSuite();
  const own = disposesAfterEachTest();
  const outside = mkdtempSync(join(tmpdir(), "codestral-outside-"));
  afterEach(closeEverything);
  after(() => rmSync(outside, { recursive: true }));

  const set = (section: string, name: string, value: unknown) =>
    vscode.workspace.getConfiguration(section).update(name, value, vscode.ConfigurationTarget.Global);

  /** Why nothing is suggested at a document's start, unasked; undefined if something is. */
  async function reasonIn(document: vscode.TextDocument, context = unasked): Promise<string | undefined> {
    await vscode.window.showTextDocument(document);
    const ghostText = own(new ScriptedGhostText());
    const items = await ghostText.items(document, new vscode.Position(0, 0), context);
    return items.length > 0 ? undefined : ghostText.quiet.here();
  }

  it("is nothing where the editor shows no inline suggestions, but for whoever asks", async () => {
    const document = await openFile("trust/off.ts", "");
    try {
      await set("editor", "inlineSuggest.enabled", false);
      assert.equal(await reasonIn(document), "editorOff");
      assert.equal(await reasonIn(document, asked), undefined);
    } finally {
      await set("editor", "inlineSuggest.enabled", undefined);
    }
    assert.equal(await reasonIn(document), undefined);
  });

  it("is something in every file that can be written to, whatever it is stored in", async () => {
    own(vscode.workspace.registerFileSystemProvider("codestral-test-live", new Memory()));
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("codestral-test-live:/a.py"));
    assert.equal(await reasonIn(document), undefined);
  });

  it("is nothing in files that cannot be written to", async () => {
    own(vscode.workspace.registerFileSystemProvider("codestral-test-past", new Memory(), { isReadonly: true }));
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("codestral-test-past:/a.py"));
    assert.equal(await reasonIn(document), "readOnly");
    assert.equal(await reasonIn(document, asked), "readOnly");
  });

  it("is nothing in files that the settings lock", async () => {
    const document = await openFile("trust/locked/gen.ts", "");
    try {
      await set("files", "readonlyInclude", { "**/locked/**": true });
      assert.equal(await reasonIn(document), "readOnly");
    } finally {
      await set("files", "readonlyInclude", undefined);
    }
  });

  it("is nothing in what is no file at all", async () => {
    own(
      vscode.workspace.registerTextDocumentContentProvider("codestral-test-page", {
        provideTextDocumentContent: () => "a",
      }),
    );
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("codestral-test-page:a.py"));
    assert.equal(await reasonIn(document), "excludedPlace");
  });

  it("names a file outside of the workspace by its name alone, and tells nothing of the workspace", async () => {
    const { server, brain } = mistral();
    brain.onFim(/./, "1");
    const path = join(outside, "total.ts");
    writeFileSync(path, "const total = ");
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
    await own(ghostTextFrom(server)).items(document, new vscode.Position(0, 14));
    const { prompt } = (await server.waitForRequest(() => true)).body as FimRequest;
    assert.equal(prompt, "const total = ");
    const scripted = own(new ScriptedGhostText());
    await scripted.items(document, new vscode.Position(0, 14));
    assert.deepEqual([scripted.asked[0]?.path, scripted.asked[0]?.isOutside], ["total.ts", true]);
  });

  it("names a notebook's cell by the notebook's place in the workspace", async () => {
    const uri = writeFile(
      "trust/book.ipynb",
      JSON.stringify({
        cells: [{ cell_type: "code", source: ["a = 1"], metadata: {}, outputs: [], execution_count: null }],
        metadata: {},
        nbformat: 4,
        nbformat_minor: 5,
      }),
    );
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    const scripted = own(new ScriptedGhostText());
    await scripted.items(notebook.cellAt(0).document, new vscode.Position(0, 5));
    const [snapshot] = scripted.asked;
    assert.deepEqual([snapshot?.path, snapshot?.isOutside], ["trust/book.ipynb", false]);
    assert.doesNotMatch(snapshot?.path ?? "", new RegExp(`${folder()}|${homedir()}`));
  });

  it("judges a link by where it leads now", async () => {
    const exclusion = own(await exclusionOfThisWindow());
    const secret = writeFile("trust/.env", "TOKEN=1\n").fsPath;
    const plain = writeFile("trust/plain.txt", "a\n").fsPath;
    const link = vscode.Uri.file(join(folder(), "trust", "link.txt"));
    const lead = (target: string) => {
      rmSync(link.fsPath, { force: true });
      symlinkSync(target, link.fsPath);
    };
    try {
      for (const [target, rule] of [
        [plain, undefined],
        [secret, "secretFile"],
        [plain, undefined],
      ] as const) {
        lead(target);
        assert.equal(exclusion.why(link)?.rule, rule);
      }
    } finally {
      unlinkSync(link.fsPath);
    }
  });
});
