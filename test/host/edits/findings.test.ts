import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Finding, Plan, Recipe } from "../../../src/edits/recipes/recipe";
import { Findings } from "../../../src/vscode/edits/findings";
import { Refactorings } from "../../../src/vscode/edits/refactorings";
import { openFile, rangeOf } from "../support/files";
import { readerForEachTest } from "../support/messages";
import { until } from "../support/waiting";

const CODE = "start();\nconst a = 1;\nconst b = 2;\nconst c = 3;\nend();\n";
const SECOND: Finding = { first: 1, last: 1, severity: "warning", message: "Why two?" };

describe("what a recipe has found", () => {
  const reader = readerForEachTest();
  let findings: Findings;
  beforeEach(() => {
    findings = new Findings();
  });
  afterEach(() => findings.dispose());

  /** A recipe that comes to this, run as a command runs it. */
  async function run(plan: Plan, document: vscode.TextDocument, range: vscode.Range, excluded?: string): Promise<void> {
    const unused = undefined as never;
    const refactorings = new Refactorings({
      ...{ client: unused, core: unused, models: unused, settings: unused, show: unused, explain: unused },
      exclusion: { sentence: () => excluded, why: () => undefined, whyNamed: () => undefined },
      findings,
    });
    const recipe: Recipe = {
      ...{ id: "look", title: "Look", codeActionKind: "refactor", needsDiagnostics: false, rewrites: false },
      plan: async () => plan,
    };
    await refactorings.run(recipe, { uri: document.uri, range });
  }

  const shown = ({ uri }: vscode.TextDocument) =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ source }) => source === "Codestral")
      .map(({ range, message, severity }) => `${range.start.line}-${range.end.line} ${severity} ${message}`);

  async function type(document: vscode.TextDocument, at: vscode.Position, text: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, at, text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  async function found(name: string): Promise<vscode.TextDocument> {
    const document = await openFile(name, CODE);
    const code = rangeOf(document, "const a = 1;\nconst b = 2;\nconst c = 3;");
    await run({ kind: "diagnostics", findings: [SECOND] }, document, code);
    return document;
  }

  it("stands in the list of problems, at its lines", async () => {
    const document = await found("found.txt");
    assert.deepEqual(shown(document), ["2-2 1 Why two?"]);
  });

  it("moves with the lines above it, and goes when its own line is changed", async () => {
    const document = await found("found-moves.txt");
    await type(document, new vscode.Position(0, 0), "// one\n// two\n");
    await until(vscode.languages.onDidChangeDiagnostics, () => shown(document)[0]?.startsWith("4-4") || undefined);
    await type(document, new vscode.Position(5, 0), "// below\n");
    assert.deepEqual(shown(document), ["4-4 1 Why two?"]);
    await type(document, new vscode.Position(4, 5), "x");
    await until(vscode.languages.onDidChangeDiagnostics, () => shown(document).length === 0 || undefined);
  });

  it("takes the place of what was found in the same lines, and of nothing else", async () => {
    const document = await found("found-again.txt");
    const [a, b] = [rangeOf(document, "const a = 1;"), rangeOf(document, "const b = 2;")];
    const first: Finding = { first: 0, last: 0, severity: "hint", message: "Look here." };
    await run({ kind: "diagnostics", findings: [first] }, document, a);
    assert.deepEqual(shown(document).toSorted(), ["1-1 3 Look here.", "2-2 1 Why two?"]);
    await run({ kind: "diagnostics", findings: [] }, document, b);
    assert.deepEqual(shown(document), ["1-1 3 Look here."]);
  });

  it("can be a text, which opens beside the code in its own language", async () => {
    const document = await openFile("found-text.txt", CODE);
    await vscode.window.showTextDocument(document);
    await run(
      { kind: "text", text: "# What it does\n", languageId: "markdown" },
      document,
      rangeOf(document, "start();"),
    );
    const editor = vscode.window.activeTextEditor;
    assert.deepEqual(
      [editor?.document.isUntitled, editor?.document.languageId, editor?.document.getText(), editor?.viewColumn],
      [true, "markdown", "# What it does\n", vscode.ViewColumn.Two],
    );
  });

  it("is never asked for in a file that nothing may be sent of", async () => {
    const document = await openFile("found-excluded.txt", CODE);
    const range = rangeOf(document, "const b = 2;");
    await run({ kind: "diagnostics", findings: [SECOND] }, document, range, "found-excluded.txt is never sent.");
    await reader().next(/never sent/);
    assert.deepEqual(shown(document), []);
  });
});
