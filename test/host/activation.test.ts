import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("the editor under the tests", () => {
  it("is the version that was asked for", () => {
    assert.equal(vscode.version, process.env.CODESTRAL_EXPECTED_VSCODE);
  });

  it("refuses proposed APIs, as a person's editor does", () => {
    const provider = { provideInlineCompletionItems: () => [], handleDidShowCompletionItem: () => {} };
    assert.throws(
      () => vscode.languages.registerInlineCompletionItemProvider("*", provider),
      /CANNOT use API proposal: inlineCompletionsAdditions/,
    );
  });
});
