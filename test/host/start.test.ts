import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import { extension } from "./support/extension";
import { openFile } from "./support/files";
import { logThatSays } from "./support/log";
import { readerForEachTest } from "./support/messages";

/** What the extension's code needs of the editor's context. */
function ownContext() {
  const changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  const subscriptions: vscode.Disposable[] = [changed];
  return {
    subscriptions,
    globalState: { get: (_name: string, fallback: unknown) => fallback, update: async () => {} },
    secrets: { get: async () => undefined, store: async () => {}, delete: async () => {}, onDidChange: changed.event },
    extensionUri: extension().extensionUri,
    globalStorageUri: extension().extensionUri,
  };
}

async function lightbulbs(document: vscode.TextDocument): Promise<number> {
  const found = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    document.lineAt(0).range,
  );
  return found.filter(({ title }) => title === "Codestral: Simplify").length;
}

describe("a start in which some features fail", () => {
  const reader = readerForEachTest();

  // Started a second time in a window, the chat's view, the files of reviews and the commands are there already, and a command
  // that ghost text has for itself: the editor refuses them.
  it("starts the others, and reports each failure once", async () => {
    await extension().activate();
    const code = require(join(extension().extensionPath, "dist", "extension.js")) as {
      activate(context: object): void;
    };
    const document = await openFile("start.txt", "some text");
    assert.equal(await lightbulbs(document), 1);
    const context = ownContext();
    try {
      code.activate(context);
      await reader().next(/^Codestral: The chat could not start\. The log says why\.$/);
      await reader().next(/^Codestral: Refactoring could not start\. The log says why\.$/);
      await reader().next(/^Codestral: The commands could not start\. The log says why\.$/);
      await reader().next(/^Codestral: Ghost text could not start\. The log says why\.$/);
      assert.deepEqual(reader().messages, []);
      await logThatSays(/\[error\] Ghost text could not start\. .*already exists/);
      await logThatSays(/\[error\] The chat could not start\. .*already registered/);
      await logThatSays(/\[error\] The commands could not start\. .*already exists/);
      await logThatSays(/\[error\] Refactoring could not start\. .*already registered/);
      assert.equal(await lightbulbs(document), 1, "What cannot start leaves nothing behind.");
    } finally {
      for (const disposable of context.subscriptions) disposable.dispose();
    }
    assert.equal(await lightbulbs(document), 1);
  });
});
