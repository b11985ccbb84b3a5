import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as vscode from "vscode";
import { isProblem, MistralClient } from "../../../src/mistral/client";
import { streamFim } from "../../../src/mistral/fim";
import type { CostOf } from "../../../src/mistral/ledger/usageLedger";
import type { Source } from "../../../src/mistral/request";
import { type Ledger, startLedger } from "../../../src/vscode/ledger";
import { Settings } from "../../../src/vscode/settings";
import { disposesAfterEachTest } from "../support/disposing";
import { setSetting } from "../support/extension";
import { writeFile } from "../support/files";
import { readerForEachTest } from "../support/messages";
import { KEY, mistralForTheSuite } from "../support/mistral";
import { panelsForEachTest } from "../support/panels";
import { until } from "../support/waiting";

describe("the ledgers in the editor", () => {
  const mistral = mistralForTheSuite();
  const reader = readerForEachTest();
  const panels = panelsForEachTest();
  const own = disposesAfterEachTest();
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "codestral-ledger-"));
  });
  // After what the test opened has been closed.
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const errors: string[] = [];
  function start(costOf: CostOf = () => undefined): Ledger {
    const log = {
      error: (sentence: string) => void errors.push(sentence),
      warn: (sentence: string) => assert.fail(sentence),
    };
    const parts = { storage: vscode.Uri.file(folder), settings: new Settings(log), log, costOf };
    return own(startLedger(parts));
  }

  /** Has the server asked for ghost text, really. */
  async function ask(ledger: Ledger, sources: readonly Source[] = [], prefix = "const half = "): Promise<void> {
    const { server, brain } = mistral();
    brain.onFim(() => true, "total / 2;");
    const key = { id: "1", name: "work", server: server.url, work: "both", secret: KEY } as const;
    const client = new MistralClient({ server: () => server.url, keys: async () => [key] }, ledger);
    const request = { model: "codestral-latest", prefix, suffix: "", maxTokens: 20, stop: [], temperature: 0, sources };
    for await (const event of streamFim(client, request, new AbortController().signal)) {
      if (event.kind === "problem") assert.fail(JSON.stringify(event.problem));
    }
    assert.equal(isProblem(await client.connect("completion")), false);
  }

  const cells = (html: string, head: string) => {
    const [, rest = ""] = html.split(`<th scope="row">${head}</th>`);
    const [row = ""] = rest.split("</tr>");
    return [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = ""]) => cell.replace(/<[^>]*>/g, ""));
  };

  it("count a request that was really made, and show it", async () => {
    const ledger = start(() => 0.25);
    await ask(ledger);
    await (await ledger.pages()).usagePanel.show(7, "cost");
    const { html } = panels().last.webview;
    const [requests, sent, cached, written, cost] = cells(html, "codestral-latest");
    assert.deepEqual([requests, cached, cost], ["1", "0 %", "about $0.25"]);
    assert.ok(Number(sent) > 0 && Number(written) > 0, `${sent} tokens sent, ${written} written`);
    assert.ok(html.includes(`work, ${mistral().server.url.replace("http://", "")}`));
    assert.deepEqual(cells(html, "answered"), ["1"]);
  });

  it("follow what happens while their page is open, in the view that was chosen", async () => {
    const ledger = start();
    await ask(ledger);
    await (await ledger.pages()).usagePanel.show(90, "tokens");
    const panel = panels().last;
    await ask(ledger);
    await until(panels().onDidDraw, () => cells(panel.webview.html, "codestral-latest")[0] === "2" || undefined);
    assert.match(panel.webview.html, /aria-current="true">90 days/);
    assert.equal(panels().count, 1);
  });

  it("show which lines of which file went out, and open them", async () => {
    writeFile("ledger/half.ts", "one\ntwo\nthree\n");
    const ledger = start();
    await ask(ledger, [
      { path: "ledger/half.ts", lines: { first: 2, last: 3 }, characters: 9 },
      { path: "../../etc/passwd", characters: 3 },
      { path: "ledger/gone.ts", characters: 1 },
    ]);
    await (await ledger.pages()).sentPanel.show();
    const { html } = panels().last.webview;
    const items = [...html.matchAll(/<li>(.*?)<\/li>/g)].map(([, item = ""]) => item);
    assert.equal(items.length, 3);
    assert.match(
      items[0] ?? "",
      /^<a href="command:codestral\.openSent\?[^"]*">ledger\/half\.ts<\/a>, lines 2–3: 9 char/,
    );
    assert.match(items[1] ?? "", /^\.\.\/\.\.\/etc\/passwd, whole: 3/);
    assert.match(items[2] ?? "", /^ledger\/gone\.ts, whole: 1/);
    const [, args = ""] = /openSent\?([^"]*)"/.exec(html) ?? [];
    const [id, source] = JSON.parse(decodeURIComponent(args)) as [string, number];
    await (await ledger.pages()).sentPanel.open(id, source);
    const editor = vscode.window.activeTextEditor;
    assert.deepEqual([editor?.document.uri.path.endsWith("/ledger/half.ts"), editor?.selection.start.line], [true, 1]);
    await (await ledger.pages()).sentPanel.open(id, 1);
    await reader().next(/outside the workspace/);
    await (await ledger.pages()).sentPanel.open("another", 0);
    await reader().next(/not on the list any more/);
    await (await ledger.pages()).sentPanel.open(id);
    await reader().next(/not on the list any more/);
  });

  it("keep what was said only when that is asked for, and then without secrets", async () => {
    const token = `ghp_${"a1B2c3D4e5F6".repeat(3)}`;
    const ledger = start();
    await ask(ledger);
    await setSetting("debug.storeBodies", true);
    await ask(ledger, [], `const token = "${token}";\nconst half = `);
    await (await ledger.pages()).sentPanel.show();
    const { html } = panels().last.webview;
    assert.equal(html.match(/<details>/g)?.length, 1);
    assert.ok(html.includes("const half = "));
    assert.equal(html.includes(token), false);
    assert.equal(html.includes(KEY), false);
    assert.match(html, /Replaced by placeholders before it went out: 1 × /);
    const [, args = ""] = /openSent\?([^"]*)"/.exec(html) ?? [];
    await (await ledger.pages()).sentPanel.open(...(JSON.parse(decodeURIComponent(args)) as [string]));
    const shown = vscode.window.activeTextEditor?.document;
    assert.deepEqual([shown?.languageId, shown?.getText().startsWith("{\n")], ["json", true]);
  });

  it("are deleted one by one, once that is confirmed", async () => {
    const ledger = start();
    await ask(ledger);
    await (await ledger.pages()).usagePanel.show();
    const usage = panels().last;
    const deleting = (await ledger.pages()).usagePanel.deleteAll();
    const question = await reader().next(/^Delete all figures of usage\?$/);
    assert.deepEqual(question.buttons, ["Delete"]);
    question.click("Delete");
    await deleting;
    assert.match(usage.webview.html, /No request was made/);
    await (await ledger.pages()).sentPanel.show();
    const sent = panels().last;
    assert.match(sent.webview.html, /<article/);
    const kept = (await ledger.pages()).sentPanel.deleteAll();
    (await reader().next(/^Delete the list of what was sent\?$/)).click("Cancel");
    await kept;
    await (await ledger.pages()).sentPanel.show();
    assert.match(sent.webview.html, /<article/);
    const gone = (await ledger.pages()).sentPanel.deleteAll();
    (await reader().next(/^Delete the list of what was sent\?$/)).click("Delete");
    await gone;
    assert.match(sent.webview.html, /Nothing has been sent yet/);
  });

  it("say so when they cannot be deleted", async () => {
    const ledger = start();
    await ask(ledger);
    await (await ledger.pages()).usagePanel.show();
    const other = new DatabaseSync(join(folder, "ledger.db"));
    other.exec("BEGIN IMMEDIATE");
    try {
      const deleting = (await ledger.pages()).usagePanel.deleteAll();
      (await reader().next(/^Delete all figures/)).click("Delete");
      await deleting;
      await reader().next(/^The figures could not be deleted\. The log says why\.$/);
      assert.ok(errors.includes("The figures of usage could not be deleted."));
    } finally {
      other.close();
    }
  });

  it("warn of the budget, and say what pauses, and the setting takes effect at once", async () => {
    const ledger = start(() => 0.9);
    await ask(ledger);
    await (await ledger.pages()).usagePanel.show();
    assert.equal(ledger.isPaused("background"), false);
    await setSetting("monthlyBudget", 1);
    const first = await reader().next(/^Codestral: 80 % of this month's budget is used \(about \$0\.90 of \$1\)\.$/);
    assert.deepEqual([first.severity, first.buttons], ["Warning", ["Show usage", "Change the budget"]]);
    await ask(ledger);
    const second = await reader().next(
      /budget is used up \(about \$1\.80 of \$1\)\. Ghost text, chat and refactorings go on/,
    );
    assert.deepEqual([ledger.isPaused("background"), ledger.isPaused("chat")], [true, false]);
    await setSetting("monthlyBudget", 10);
    assert.equal(ledger.isPaused("background"), false);
    second.click("Show usage");
  });
});
