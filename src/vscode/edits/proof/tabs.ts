import * as vscode from "vscode";

/**
 * Has files in tabs meanwhile, behind the one in front: language servers tell what is wrong only with files that have one. The
 * tabs that were opened for it are closed again, but for those that the person has turned to.
 */
export async function inTabs<T>(uris: readonly vscode.Uri[], run: () => Promise<T>): Promise<T> {
  const without = uris.filter((uri) => tabsOf(uri).length === 0);
  for (const uri of without) {
    await openBehind(uri);
  }
  try {
    return await run();
  } finally {
    const left = without.flatMap(tabsOf).filter(({ isActive, isDirty }) => !isActive && !isDirty);
    // VS Code knows a tab by an object that it may have replaced by now; then it stays.
    await vscode.window.tabGroups.close(left, true).then(undefined, () => false);
  }
}

function tabsOf(uri: vscode.Uri): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
}

/** One that was deleted, or is no text, has no problems either. */
async function openBehind(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.openTextDocument(uri);
    await vscode.commands.executeCommand("vscode.open", uri, { background: true, preserveFocus: true, preview: false });
  } catch {
    return;
  }
}
