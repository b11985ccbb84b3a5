import assert from "node:assert/strict";
import * as vscode from "vscode";

/** The extension under test, as the editor loaded it. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension("codestral-companion.codestral-companion");
  assert.ok(found, "The editor does not know the extension.");
  return found;
}

/** Sets a setting for this test, in the person's own settings; `undefined` takes it back. */
export async function setSetting(name: string, value: unknown, languageId?: string): Promise<void> {
  const scope = languageId === undefined ? undefined : { languageId };
  await vscode.workspace
    .getConfiguration("codestral", scope)
    .update(name, value, vscode.ConfigurationTarget.Global, languageId !== undefined);
}
