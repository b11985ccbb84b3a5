import * as vscode from "vscode";

/** What the editor itself needs, from a key to ghost text, in the window that shows the folder `floor`. */
export function registerInstantProvider(): void {
  if (vscode.workspace.workspaceFolders?.[0]?.name !== "floor") return;
  let answers = 0;
  vscode.languages.registerInlineCompletionItemProvider(
    { pattern: "**/long.ts" },
    { provideInlineCompletionItems: () => [new vscode.InlineCompletionItem(`const answer${++answers} = ${answers};`)] },
  );
}
