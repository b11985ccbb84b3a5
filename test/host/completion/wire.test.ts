import assert from "node:assert/strict";
import { once } from "node:events";
import * as vscode from "vscode";
import type { ApiProblem } from "../../../src/mistral/errors";
import { wholeText } from "../../mistral/brain";
import type { RecordedRequest } from "../../mistral/recorder";
import type { MistralServer } from "../../mistral/server";
import { closeEverything, openFile } from "../support/files";
import { mistralBehindTheExtension } from "../support/mistral";
import { asked, never, providerOn } from "./ghostText";

const isFim = ({ path }: RecordedRequest) => path === "/v1/fim/completions";

function fimBody(request: RecordedRequest | undefined): { prompt: string; suffix: string } {
  assert.ok(request, "Nothing was sent.");
  return request.body as { prompt: string; suffix: string };
}

interface Asked {
  readonly source: vscode.CancellationTokenSource;
  readonly items: Promise<readonly vscode.InlineCompletionItem[]>;
  readonly problems: readonly ApiProblem[];
}

async function askAtTheEnd({ url }: MistralServer): Promise<Asked> {
  const problems: ApiProblem[] = [];
  const provider = providerOn({ url, problem: (problem) => problems.push(problem) });
  const document = await openFile("cancel.ts", "function f() {\n");
  const source = new vscode.CancellationTokenSource();
  const position = new vscode.Position(1, 0);
  const items = provider.provideInlineCompletionItems(document, position, asked, source.token);
  return { source, items, problems };
}

describe("ghost text and the server", () => {
  const mistral = mistralBehindTheExtension();
  afterEach(closeEverything);

  it("is what the model says, between what stands before and after the cursor", async () => {
    const { server, brain } = mistral();
    brain.nextFim("42;");
    const document = await openFile("wire.ts", "const a = \nconst b = 2;\n");
    const position = new vscode.Position(0, 10);
    const [item] = await providerOn(server).provideInlineCompletionItems(document, position, asked, never());
    assert.equal(item?.insertText, "42;");
    const { prompt, suffix } = fimBody(await server.waitForRequest(isFim));
    assert.deepEqual({ prompt, suffix }, { prompt: "const a = ", suffix: "\nconst b = 2;\n" });
  });

  it("sends whole characters only, from a document with halves and a cursor within a pair", async () => {
    const { server, brain } = mistral();
    brain.onFim(/./, "1");
    const document = await openFile("halves.txt", "");
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "a\ud83d b😀c \ude00d"));
    const text = document.getText();
    assert.equal(text.isWellFormed(), false, "The editor took the halves out, so this test shows nothing.");
    for (let at = 0; at <= text.length; at++) {
      const before = server.requests.length;
      await providerOn(server).provideInlineCompletionItems(document, new vscode.Position(0, at), asked, never());
      const { prompt, suffix } = fimBody(server.requests[before]);
      assert.ok(prompt.isWellFormed() && suffix.isWellFormed(), `half a character was sent at ${at}`);
      assert.equal(prompt.length + suffix.length, text.length);
    }
  });

  it("closes the connection when the editor no longer wants it, before the first token", async () => {
    const { server } = mistral();
    server.nextMood({ on: "fim", silent: true });
    const { source, items, problems } = await askAtTheEnd(server);
    const request = await server.waitForRequest(isFim);
    source.cancel();
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
    assert.deepEqual([await items, problems], [[], []]);
  });

  it("closes the connection when the editor no longer wants it, in the middle of the answer", async () => {
    const { server, brain } = mistral();
    const { source, items, problems } = await new Promise<Asked>((resolve) => {
      const asking = askAtTheEnd(server);
      brain.nextFim(async function* (_request, signal) {
        yield wholeText("  return one");
        resolve(asking);
        await once(signal, "abort");
      });
    });
    source.cancel();
    const request = await server.waitForRequest(isFim);
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
    assert.deepEqual([request.eventsSent > 0, request.doneSent], [true, false]);
    // Not the patience with a silent server has ended it.
    assert.deepEqual([await items, problems], [[], []]);
  });

  it("sends nothing for a token that is cancelled already", async () => {
    const { server } = mistral();
    const document = await openFile("late.ts", "const a = ");
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    const position = new vscode.Position(0, 10);
    const items = await providerOn(server).provideInlineCompletionItems(document, position, asked, source.token);
    assert.deepEqual([items, server.requests], [[], []]);
  });

  it("lands at each cursor when it is accepted", async () => {
    const { server, brain } = mistral();
    brain.onFim(/./, "42;");
    const document = await openFile("cursors.ts", "const a = \nconst b = \n");
    const editor = await vscode.window.showTextDocument(document);
    editor.selections = [0, 1].map((line) => new vscode.Selection(line, 10, line, 10));
    await vscode.commands.executeCommand("codestral.triggerCompletion");
    await server.waitForRequest(isFim);
    // No event tells when ghost text is on the screen; until then there is nothing that could be accepted.
    while (!document.isDirty) await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
    assert.equal(document.getText(), "const a = 42;\nconst b = 42;\n");
  });
});
