import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { FimRequest } from "../../mistral/requests";
import { openFile } from "../support/files";
import { mistralBehindTheExtension } from "../support/mistral";

const LINES = 20_000;

// How long that keeps the extension host is measured: `npm run bench -- hotpath`.
describe("ghost text in a long file", () => {
  const mistral = mistralBehindTheExtension();

  it("is asked for wherever one types, with what stands around the cursor", async () => {
    // What is typed next is not this, so each key asks anew.
    mistral().brain.onFim(() => true, "other");
    const text = Array.from({ length: LINES }, (_, at) => `value${at} = compute(${at}, "text of ${at}")`);
    const editor = await vscode.window.showTextDocument(await openFile("long.py", text.join("\n")));
    for (const line of [0, LINES / 2, LINES - 1]) {
      const { end } = editor.document.lineAt(line).range;
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand("type", { text: "\n" });
      // No word of the file begins so: else the widget of suggestions may have one chosen, and the question is about that.
      await vscode.commands.executeCommand("type", { text: "z" });
      const ending = `value${line} = compute(${line}, "text of ${line}")\nz`;
      const { body } = await mistral().server.waitForRequest(({ body }) =>
        ((body as Partial<FimRequest>).prompt ?? "").endsWith(ending),
      );
      assert.ok((body as FimRequest).prompt.length < text.join("\n").length / 2, "The whole file went out.");
      // Each line that is typed moves those below it.
      await vscode.commands.executeCommand("undo");
      await vscode.commands.executeCommand("undo");
    }
  });
});
