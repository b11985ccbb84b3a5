import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Snapshot } from "../../../src/completion/snapshot";
import { type RunningContext, startContext } from "../../../src/vscode/completion/context";
import { Definitions } from "../../../src/vscode/completion/context/definitions";
import type { Exclusion } from "../../../src/vscode/workspace/exclusion";
import { exclusionOfThisWindow } from "../support/exclusion";
import { setSetting } from "../support/extension";
import { until } from "../support/waiting";

const never = new AbortController().signal;
const FOLDER = "contextTest";

describe("the context of a completion, in the editor", () => {
  let copying = false;
  let context: RunningContext;
  let exclusion: Exclusion;

  before(async () => {
    exclusion = await exclusionOfThisWindow();
    await write(
      "store.ts",
      "export interface Store {\n  findSomebody(name: string): string;\n}\nexport declare const store: Store;\n",
    );
    await write("credentials.ts", "export const passwordOfTheStore = 1;\n");
    await write("other.ts", "const first = 1;\nconst second = 2;\n");
    await write("current.ts", 'import { store } from "./store";\n\nconst first = 1;\nconst found = store.\n');
  });
  after(async () => {
    exclusion.dispose();
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.workspace.fs.delete(inWorkspace(""), { recursive: true });
  });
  beforeEach(() => {
    copying = false;
    context = startContext({ clipboard: () => copying, exclusion });
  });
  afterEach(() => context.dispose());

  function inWorkspace(name: string): vscode.Uri {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    return vscode.Uri.joinPath(folder.uri, FOLDER, name);
  }

  async function write(name: string, text: string): Promise<void> {
    await vscode.workspace.fs.writeFile(inWorkspace(name), Buffer.from(text));
  }

  async function show(name: string): Promise<vscode.TextEditor> {
    return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inWorkspace(name)));
  }

  async function textIn({ document }: vscode.TextEditor, at: vscode.Position): Promise<string> {
    const snapshot: Snapshot = {
      document: document.uri.toString(),
      path: vscode.workspace.asRelativePath(document.uri),
      languageId: document.languageId,
      indentation: "  ",
      prefix: document.getText(new vscode.Range(new vscode.Position(0, 0), at)),
      suffix: document.getText(new vscode.Range(at, document.lineAt(document.lineCount - 1).range.end)),
      explicit: false,
    };
    await context.refresh(snapshot, never);
    return context.textFor(snapshot);
  }

  /** What is collected within the time that there is may be less on a busy machine; after the next rest it is collected again. */
  async function textThatSays(editor: vscode.TextEditor, at: vscode.Position, wanted: RegExp): Promise<string> {
    for (;;) {
      const text = await textIn(editor, at);
      if (wanted.test(text)) return text;
    }
  }

  it("reads the files that are imported, and ends with the header of the current one", async () => {
    const text = await textThatSays(await show("current.ts"), new vscode.Position(3, 20), /\+{5} \.\/store\.ts\n/);
    assert.match(text, /findSomebody\(name: string\): string;/);
    assert.match(text, /\n\+{5} contextTest\/current\.ts\n$/);
  });

  it("never reads files that hold keys", async () => {
    assert.doesNotMatch(await textIn(await show("current.ts"), new vscode.Position(3, 20)), /passwordOfTheStore/);
  });

  it("forgets a file that is excluded now, and reads it again when it is not", async () => {
    const editor = await show("current.ts");
    const place = new vscode.Position(3, 20);
    await textThatSays(editor, place, /findSomebody/);
    const rule = () => exclusion.why(inWorkspace("store.ts"))?.rule;
    try {
      await setSetting("exclude", ["store.ts"]);
      await until(exclusion.onDidChange, () => (rule() === "setting" ? true : undefined));
      assert.doesNotMatch(await textIn(editor, place), /findSomebody/);
    } finally {
      await setSetting("exclude", undefined);
    }
    await until(exclusion.onDidChange, () => (rule() === undefined ? true : undefined));
    await textThatSays(editor, place, /findSomebody/);
  });

  it("remembers edits of other files, with what stood there before", async () => {
    const other = await show("other.ts");
    await other.edit((edit) => edit.replace(new vscode.Range(0, 0, 0, 16), "const first = changedBefore;"));
    const edited = /\+{5} \.\/other\.ts\n\/\/ \+ const first = changedBefore;\n/;
    await textThatSays(await show("current.ts"), new vscode.Position(2, 16), edited);
    await vscode.window.showTextDocument(other.document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("sees a document as it is now, not as it was saved", async () => {
    const store = await show("store.ts");
    await store.edit((edit) => edit.insert(new vscode.Position(1, 0), "  unsavedMember(count: number): void;\n"));
    await textThatSays(await show("current.ts"), new vscode.Position(3, 20), /unsavedMember/);
    await vscode.window.showTextDocument(store.document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("asks what the language's tools say near the cursor", async () => {
    const editor = await show("current.ts");
    const problems = vscode.languages.createDiagnosticCollection("context test");
    try {
      const place = new vscode.Range(3, 0, 3, 5);
      problems.set(editor.document.uri, [new vscode.Diagnostic(place, "A member name is expected here.")]);
      editor.selection = new vscode.Selection(3, 20, 3, 20);
      await textThatSays(editor, new vscode.Position(3, 20), /A member name is expected here\./);
    } finally {
      problems.dispose();
    }
  });

  it("asks definition providers about the names before the cursor", async () => {
    await write("far/declared.go", "type Declared struct {\n\tReachedByDefinition int\n}\n");
    // A language without a server of its own, whose start would take longer than is waited for.
    await write("asker.go", "package main\n\nvar found = store.\n");
    const asked: string[] = [];
    const provider = vscode.languages.registerDefinitionProvider(
      { pattern: "**/asker.go" },
      {
        provideDefinition(document, position) {
          asked.push(document.getText(document.getWordRangeAtPosition(position)));
          return new vscode.Location(inWorkspace("far/declared.go"), new vscode.Position(0, 0));
        },
      },
    );
    try {
      const editor = await show("asker.go");
      editor.selection = new vscode.Selection(2, 18, 2, 18);
      const text = await textIn(editor, new vscode.Position(2, 18));
      assert.ok(asked.includes("store"), asked.join(", "));
      assert.match(text, /ReachedByDefinition/);
    } finally {
      provider.dispose();
    }
  });

  it("takes the clipboard only where it may", async () => {
    await vscode.env.clipboard.writeText("copiedByThePerson(now);");
    const editor = await show("current.ts");
    assert.doesNotMatch(await textIn(editor, new vscode.Position(3, 20)), /copiedByThePerson/);
    context.dispose();
    copying = true;
    context = startContext({ clipboard: () => copying, exclusion });
    await textThatSays(editor, new vscode.Position(3, 20), /copiedByThePerson/);
  });

  it("asks a language server again that knew nothing the first time, and not one that did", async () => {
    const { document } = await show("current.ts");
    let isReady = false;
    let asked = 0;
    const provider = vscode.languages.registerDefinitionProvider(
      { pattern: "**/server.txt" },
      {
        provideDefinition: () => {
          asked++;
          return isReady ? new vscode.Location(document.uri, new vscode.Position(2, 0)) : [];
        },
      },
    );
    try {
      await write("server.txt", "total");
      const text = await vscode.workspace.openTextDocument(inWorkspace("server.txt"));
      const definitions = new Definitions();
      const around = () => definitions.around(text, new vscode.Position(0, 5));
      assert.deepEqual(await around(), []);
      isReady = true;
      const found = [{ path: `${FOLDER}/current.ts`, line: 2, name: "total" }];
      assert.deepEqual(await around(), found);
      assert.deepEqual([await around(), asked], [found, 2]);
    } finally {
      provider.dispose();
    }
  });
});
