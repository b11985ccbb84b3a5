import assert from "node:assert/strict";
import { once } from "node:events";
import * as vscode from "vscode";
import { wholeText } from "../../mistral/brain";
import type { FimRequest } from "../../mistral/requests";
import { disposesAfterEachTest } from "../support/disposing";
import { openFile } from "../support/files";
import { mistralBehindTheExtension } from "../support/mistral";
import { until } from "../support/waiting";

const commit = "editor.action.inlineSuggest.commit";

const type = (text: string) => vscode.commands.executeCommand("type", { text });

/** Opens a file with the cursor at its end. */
async function show(path: string, text: string): Promise<vscode.TextEditor> {
  const document = await openFile(path, text);
  const editor = await vscode.window.showTextDocument(document);
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
  return editor;
}

/**
 * No event tells when ghost text is on the screen; until then there is nothing that could be accepted. While the suggest
 * widget is open, the editor shows only what goes on from the item that is selected there.
 */
async function acceptWhenShown({ document }: vscode.TextEditor): Promise<void> {
  const { version } = document;
  while (document.version === version) {
    await vscode.commands.executeCommand("hideSuggestWidget");
    await vscode.commands.executeCommand(commit);
  }
}

/** What was wrong before the text is accepted is the person's own; a server finds out some messages after the editor. */
async function languageServerWorks(): Promise<void> {
  for (let message = 0; message < 10; message++) {
    await vscode.commands.executeCommand("setContext", "codestral.test", message);
  }
}

describe("ghost text of the extension itself", () => {
  const mistral = mistralBehindTheExtension();
  const own = disposesAfterEachTest();
  beforeEach(() => mistral().brain.onFim(() => true, ""));

  /** The first request whose text before the cursor ends like this, now or later. */
  const requestAt = (end: string) =>
    mistral().server.waitForRequest(({ body }) => ((body as Partial<FimRequest>).prompt ?? "").endsWith(end));

  // A new window makes its editor listen for typing when it finds time, at once only when it is asked for ghost text.
  before("wake the editor", async () => {
    mistral().brain.onFim(() => true, "");
    await show("awake.ts", "// awake");
    await vscode.commands.executeCommand("codestral.triggerCompletion");
    await requestAt("// awake");
  });

  const promptsAt = (end: string) =>
    mistral()
      .server.requests.map(({ body }) => (body as Partial<FimRequest>).prompt ?? "")
      .filter((prompt) => prompt.endsWith(end));

  it("asks at the key, and cuts the request over HTTP when another key contradicts it", async () => {
    const { server, brain } = mistral();
    const began = new Promise<void>((resolve) => {
      brain.onFim(/const cutName = $/, async function* (_request, signal) {
        yield wholeText("article");
        resolve();
        await once(signal, "abort");
      });
    });
    await show("cut.ts", "const cutName =");
    await type(" ");
    const request = await requestAt("const cutName = ");
    await began;
    await type("x");
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
    assert.deepEqual([request.eventsSent > 0, request.doneSent], [true, false]);
  });

  it("keeps a request that what is typed agrees with, and asks nothing more", async () => {
    const { brain } = mistral();
    let goOn = () => {};
    const mayGoOn = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    brain.onFim(/const keptName = $/, async function* () {
      yield wholeText("article");
      await mayGoOn;
      yield wholeText(".id;\n");
    });
    const editor = await show("kept.ts", "const keptName =");
    await type(" ");
    await requestAt("const keptName = ");
    for (const character of "art") await type(character);
    goOn();
    await acceptWhenShown(editor);
    assert.equal(editor.document.getText(), "const keptName = article.id;");
    assert.deepEqual(
      ["a", "ar", "art"].flatMap((typed) => promptsAt(`const keptName = ${typed}`)),
      [],
    );
  });

  it("asks nothing where the cursor is only put, and then at the first key", async () => {
    const editor = await show("jump.ts", "const first = \nconst second = \nconst third =");
    mistral().server.forgetRequests();
    for (const line of [0, 1, 0, 2]) {
      const end = editor.document.lineAt(line).range.end;
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand("cursorLeft");
      await vscode.commands.executeCommand("cursorRight");
    }
    await vscode.commands.executeCommand("type", { text: " " });
    await requestAt("const first = \nconst second = \nconst third = ");
    const asked = mistral().server.requests.map(({ body }) => (body as Partial<FimRequest>).prompt);
    assert.deepEqual(asked, ["const first = \nconst second = \nconst third = "]);
  });

  it("lands at each cursor when it is asked for", async () => {
    mistral().brain.onFim(/./, "42;");
    const editor = await show("cursors.ts", "const a = \nconst b = ");
    editor.selections = [0, 1].map((line) => new vscode.Selection(line, 10, line, 10));
    await vscode.commands.executeCommand("codestral.triggerCompletion");
    await acceptWhenShown(editor);
    assert.equal(editor.document.getText(), "const a = 42;\nconst b = 42;");
  });

  it("has its imports added once it is accepted", async () => {
    const { brain } = mistral();
    brain.onFim(/answer = $/, "helper()\n");
    const diagnostics = own(vscode.languages.createDiagnosticCollection("scripted names"));
    own(
      vscode.workspace.onDidChangeTextDocument(async ({ document }) => {
        const at = document.getText().indexOf("helper()");
        if (!document.uri.path.endsWith("/imported.py") || at === -1) return;
        await languageServerWorks();
        const name = new vscode.Range(document.positionAt(at), document.positionAt(at + "helper".length));
        diagnostics.set(document.uri, [new vscode.Diagnostic(name, "helper is not defined")]);
      }),
    );
    own(
      vscode.languages.registerCodeActionsProvider(
        { pattern: "**/imported.py" },
        {
          provideCodeActions: ({ uri }) => {
            const action = new vscode.CodeAction('Import "helper" from "tools"', vscode.CodeActionKind.QuickFix);
            action.edit = new vscode.WorkspaceEdit();
            action.edit.insert(uri, new vscode.Position(0, 0), "from tools import helper\n");
            return [action];
          },
        },
      ),
    );
    const editor = await show("imported.py", "answer =");
    await type(" ");
    await acceptWhenShown(editor);
    const text = await until(vscode.workspace.onDidChangeTextDocument, () => {
      const now = editor.document.getText();
      return now.startsWith("from tools") ? now : undefined;
    });
    assert.equal(text, "from tools import helper\nanswer = helper()");
  });
});
