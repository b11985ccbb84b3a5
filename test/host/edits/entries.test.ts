import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import * as vscode from "vscode";
import { targetRange } from "../../../src/vscode/edits/target";
import { lastQuestion, type ChatRequest } from "../../mistral/requests";
import { openFile, rangeOf } from "../support/files";
import { readerForEachTest } from "../support/messages";
import { KEY, mistralBehindTheExtension } from "../support/mistral";
import { openReview } from "../support/review";
import { BODY, doubled, run, simplified, TWICE } from "./refactoring";

const TITLES = [
  "Codestral: Refactor",
  "Codestral: Simplify",
  "Codestral: Write Documentation",
  "Codestral: Write Tests",
  "Codestral: Explain",
];

async function actionsAt(document: vscode.TextDocument, range: vscode.Range) {
  const found = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
  );
  return found.filter(({ command }) => command?.command.startsWith("codestral."));
}

/** Waits until the language server knows the document. */
async function symbolsOf(document: vscode.TextDocument): Promise<void> {
  for (;;) {
    const found = await vscode.commands.executeCommand<readonly unknown[] | undefined>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    if (found && found.length > 0) return;
  }
}

describe("the ways to a refactoring", () => {
  const mistral = mistralBehindTheExtension();
  const reader = readerForEachTest();
  const problems = vscode.languages.createDiagnosticCollection("codestral-tests");
  beforeEach(() => problems.clear());
  after(() => problems.dispose());

  function putProblem(document: vscode.TextDocument): void {
    const problem = new vscode.Diagnostic(rangeOf(document, "x + x"), "Add with care", vscode.DiagnosticSeverity.Error);
    problem.source = "tests";
    problems.set(document.uri, [problem]);
  }

  async function askedFor(): Promise<string> {
    const { body } = await mistral().server.waitForRequest(({ path }) => path === "/v1/chat/completions");
    return lastQuestion(body as ChatRequest);
  }

  it("include the lightbulb on a selection, whose action runs", async () => {
    mistral().brain.nextChat(doubled);
    const document = await openFile("bulb.txt", TWICE);
    const actions = await actionsAt(document, rangeOf(document, BODY));
    assert.deepEqual(actions.map(({ title }) => title).toSorted(), TITLES.toSorted());
    const action = actions.find(({ title }) => title === "Codestral: Simplify");
    assert.ok(action?.command);
    assert.equal(action.kind?.value, "refactor.rewrite.codestral.simplify");
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    assert.equal((await simplified(document)).after, TWICE.replace(BODY, "  return 2 * x;"));
  });

  it("include Fix in the lightbulb where there is a problem", async () => {
    const document = await openFile("problem.txt", TWICE);
    putProblem(document);
    const actions = await actionsAt(document, rangeOf(document, BODY));
    assert.ok(actions.some(({ title }) => title === "Fix with Codestral"));
  });

  it("include Fix, which tells the model the problems under the cursor", async () => {
    mistral().brain.nextChat(doubled);
    const document = await openFile("fix.ts", TWICE);
    putProblem(document);
    await reader().unlessItComplains(run("fix", document, "x + x"));
    assert.match(await askedFor(), /Line 4: Add with care \(tests\)/);
  });

  it("send nothing for Fix where there is no problem", async () => {
    const document = await openFile("fine.txt", "nothing is wrong here\n");
    await run("fix", document, "nothing").catch(() => {});
    await reader().next(/There are no problems here to fix/);
    assert.deepEqual(mistral().server.requests, []);
  });

  it("mean the method on the cursor's line, and ask between two of them, showing each", async () => {
    const document = await openFile(
      "cart.ts",
      "export class Cart {\n  add() {\n    return 1;\n  }\n\n  total() {\n    return 2;\n  }\n}\n",
    );
    const editor = await vscode.window.showTextDocument(document);
    await symbolsOf(document);
    const targetOf = async (line: number) => {
      editor.selection = new vscode.Selection(line, 0, line, 0);
      const range = await targetRange(document, editor.selection);
      return range && document.getText(range);
    };
    assert.equal(await targetOf(1), "  add() {\n    return 1;\n  }");
    const original = vscode.window.showQuickPick;
    const offered: string[] = [];
    try {
      Reflect.set(vscode.window, "showQuickPick", async (items: readonly vscode.QuickPickItem[]) => {
        offered.push(...items.map(({ label, description }) => `${label}: ${description}`));
        return items[1];
      });
      assert.equal(await targetOf(4), "  total() {\n    return 2;\n  }");
      assert.deepEqual(offered, ["add: lines 2 to 4", "total: lines 6 to 8", "Cart: lines 1 to 9"]);
      Reflect.set(vscode.window, "showQuickPick", async () => undefined);
      assert.equal(await targetOf(4), undefined);
    } finally {
      Reflect.set(vscode.window, "showQuickPick", original);
    }
  });

  it("include the editor's selection, and the whole symbol around a cursor", async () => {
    mistral().brain.nextChat(doubled);
    const document = await openFile("symbol.txt", TWICE);
    const symbol = new vscode.DocumentSymbol(
      "twice",
      "",
      vscode.SymbolKind.Function,
      new vscode.Range(2, 0, 4, 1),
      new vscode.Range(2, 16, 2, 21),
    );
    const symbols = vscode.languages.registerDocumentSymbolProvider(
      { pattern: "**/symbol.txt" },
      { provideDocumentSymbols: () => [symbol] },
    );
    try {
      const editor = await vscode.window.showTextDocument(document);
      editor.selection = new vscode.Selection(3, 4, 3, 4);
      await reader().unlessItComplains(vscode.commands.executeCommand("codestral.simplify"));
      const target = /<target>\n([\s\S]*?)\n<\/target>/.exec(await askedFor())?.[1];
      assert.equal(target, TWICE.split("\n").slice(2, 5).join("\n"));
    } finally {
      symbols.dispose();
    }
  });

  it("refuse a read-only file before anything is sent", async () => {
    const document = await openFile("readonly.ts", TWICE);
    chmodSync(document.uri.fsPath, 0o444);
    void run("simplify", document);
    await reader().next(/readonly\.ts is read-only, so an edit could not be written/);
    assert.deepEqual([mistral().server.requests, openReview()], [[], undefined]);
  });

  it("refuse more code than an answer can hold before anything is sent", async () => {
    const document = await openFile("much.ts", `start();\n${"call(1);\n".repeat(5_000)}`);
    void vscode.commands.executeCommand("codestral.simplify", document.uri, new vscode.Range(0, 0, 5_001, 0));
    await reader().next(/This is too much code for one request \(over 40,000 characters\); select less/);
    assert.deepEqual(mistral().server.requests, []);
  });

  it("ask for a key when there is none, and send nothing", async () => {
    const document = await openFile("nokey.ts", TWICE);
    delete process.env.MISTRAL_API_KEY;
    try {
      void run("simplify", document);
      const message = await reader().next(/^Set an API key for 127\.0\.0\.1/);
      assert.deepEqual(message.buttons, ["Set API Key"]);
      assert.deepEqual(mistral().server.requests, []);
    } finally {
      process.env.MISTRAL_API_KEY = KEY;
    }
  });

  it("try again when the person says so", async () => {
    const { server, brain } = mistral();
    server.nextMood({ on: "chat", storm: 4, retryAfter: 0 });
    brain.nextChat(doubled);
    const document = await openFile("again.ts", TWICE);
    void run("simplify", document);
    (await reader().next(/rate limit is reached/)).click("Try Again");
    assert.equal((await simplified(document)).after, TWICE.replace(BODY, "  return 2 * x;"));
  });
});
