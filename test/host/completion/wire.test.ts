import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ApiProblem } from "../../../src/mistral/errors";
import type { RecordedRequest } from "../../mistral/recorder";
import type { FimRequest } from "../../mistral/requests";
import { disposesAfterEachTest } from "../support/disposing";
import { openFile } from "../support/files";
import { mistralForTheSuite } from "../support/mistral";
import { asked, type GhostText, ghostTextFrom } from "./ghostText";

const isFim = ({ path }: RecordedRequest) => path === "/v1/fim/completions";

function fimBody(request: RecordedRequest | undefined): { readonly prompt: string; readonly suffix: string } {
  assert.ok(request, "Nothing was sent.");
  const { prompt, suffix } = request.body as FimRequest;
  return { prompt, suffix: suffix ?? "" };
}

interface Asked {
  readonly ghostText: GhostText;
  readonly source: vscode.CancellationTokenSource;
  readonly items: Promise<readonly vscode.InlineCompletionItem[]>;
  readonly problems: readonly ApiProblem[];
}

describe("ghost text and the server", () => {
  const mistral = mistralForTheSuite();
  const own = disposesAfterEachTest();

  async function askAtTheEnd(): Promise<Asked> {
    const problems: ApiProblem[] = [];
    const { url } = mistral().server;
    const ghostText = own(ghostTextFrom({ url, problem: (problem) => problems.push(problem) }));
    const document = await openFile("cancel.ts", "function f() {\n");
    const source = new vscode.CancellationTokenSource();
    const items = ghostText.items(document, new vscode.Position(1, 0), asked, source.token);
    return { ghostText, source, items, problems };
  }

  it("is what the model says, between what stands before and after the cursor", async () => {
    const { server, brain } = mistral();
    brain.onFim(/./, "42;");
    const document = await openFile("wire.ts", "const a = \nconst b = 2;\n");
    const [item] = await own(ghostTextFrom(server)).items(document, new vscode.Position(0, 10));
    assert.equal(item?.insertText, "42;");
    const body = fimBody(await server.waitForRequest(isFim));
    assert.deepEqual(body, { prompt: "const a = ", suffix: "\nconst b = 2;\n" });
  });

  it("offers up to three alternatives when it is asked for, the likeliest first and none twice", async () => {
    const { server, brain } = mistral();
    const free = ["sum(b);", "count(b);"];
    brain.onFim(
      () => true,
      ({ temperature }) => (temperature === 0 ? "total(b);" : (free.shift() ?? "total(b);")),
    );
    const document = await openFile("alternatives.ts", "const a = ");
    const ghostText = own(ghostTextFrom(server));
    const items = await ghostText.items(document, new vscode.Position(0, 10));
    assert.deepEqual([items[0]?.insertText, items.length], ["total(b);", 3]);
    assert.deepEqual(
      new Set(items.map(({ insertText }) => insertText)),
      new Set(["total(b);", "sum(b);", "count(b);"]),
    );
    const again = await ghostText.items(document, new vscode.Position(0, 10));
    assert.deepEqual(
      again.map(({ insertText }) => insertText),
      ["total(b);"],
    );
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
      await own(ghostTextFrom(server)).items(document, new vscode.Position(0, at));
      const { prompt, suffix } = fimBody(server.requests[before]);
      assert.ok(prompt.isWellFormed() && suffix.isWellFormed(), `half a character was sent at ${at}`);
      assert.equal(prompt.length + suffix.length, text.length);
    }
  });

  it("ends at once when the editor no longer wants it, also before the first token", async () => {
    const { server } = mistral();
    server.mood = { on: "fim", silent: true };
    const { source, items, problems } = await askAtTheEnd();
    await server.waitForRequest(isFim);
    source.cancel();
    assert.deepEqual([await items, problems], [[], []]);
  });

  it("closes its connections when it ends", async () => {
    const { server } = mistral();
    server.mood = { on: "fim", silent: true };
    server.forgetRequests();
    const { ghostText, problems } = await askAtTheEnd();
    const request = await server.waitForRequest(isFim);
    ghostText.dispose();
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
    assert.deepEqual(problems, []);
  });

  it("sends nothing for a token that is cancelled already", async () => {
    const { server } = mistral();
    const document = await openFile("late.ts", "const late = ");
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    const items = await own(ghostTextFrom(server)).items(document, new vscode.Position(0, 13), asked, source.token);
    const sent = server.requests.filter(isFim).filter((request) => fimBody(request).prompt === "const late = ");
    assert.deepEqual([items, sent], [[], []]);
  });
});
