import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Grammars } from "../../../src/completion/syntax/grammars";
import { DocumentTrees } from "../../../src/vscode/completion/trees";
import { disposesAfterEachTest } from "../support/disposing";
import { closeEverything, openFile } from "../support/files";
import { ScriptedGhostText } from "./ghostText";

describe("the syntax trees of documents", () => {
  const own = disposesAfterEachTest();
  afterEach(closeEverything);

  /** How many documents have been given a tree, and which have lost it again. */
  function follow() {
    const given: string[] = [];
    const taken: string[] = [];
    const grammars = Object.assign(Object.create(Grammars.prototype) as Grammars, { newParser: async () => undefined });
    const trees = own(new DocumentTrees(grammars, { calmed: async () => {} }));
    const changed = trees.trees.changed.bind(trees.trees);
    const close = trees.trees.close.bind(trees.trees);
    trees.trees.changed = (document, ...others) => {
      given.push(document);
      return changed(document, ...others);
    };
    trees.trees.close = (document) => {
      taken.push(document);
      close(document);
    };
    const ask = async (document: vscode.TextDocument) => {
      const ghostText = own(new ScriptedGhostText());
      const start = new vscode.Position(0, 0);
      await ghostText.items(document, start);
      const [snapshot] = ghostText.asked;
      assert.ok(snapshot);
      trees.asked(document, start, snapshot);
    };
    return { given, taken, ask };
  }

  it("are there for what people write, not for what is too long for it", async () => {
    const { given, ask } = follow();
    const short = await openFile("trees/short.ts", "const a = 1;\n");
    await ask(short);
    for (const [name, text] of [
      ["lines", "a;\n".repeat(60_000)],
      ["characters", `const a = "${"x".repeat(2_000_000)}";\n`],
    ] as const) {
      await ask(await openFile(`trees/${name}.ts`, text));
    }
    assert.deepEqual(given, [short.uri.toString()]);
  });

  it("go when a document grows too long for one", async () => {
    const { given, taken, ask } = follow();
    const document = await openFile("trees/grows.ts", "const a = 1;\n");
    await ask(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), "b;\n".repeat(60_000));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await ask(document);
    assert.deepEqual([given.length, taken], [1, [document.uri.toString()]]);
  });
});
