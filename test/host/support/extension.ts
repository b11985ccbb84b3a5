import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import * as vscode from "vscode";

/** The extension under test, as the editor loaded it. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension("codestral-companion.codestral-companion");
  assert.ok(found, "The editor does not know the extension.");
  return found;
}

interface Shared {
  /** What suites, not tests, have set in the person's own settings. */
  readonly setBySuites: Map<string, unknown>;
  isInTest: boolean;
}

/** Each file of tests is bundled with a copy of this module; they share what they know here. */
const all = globalThis as { codestralSettings?: Shared };
all.codestralSettings ??= { setBySuites: new Map(), isInTest: false };
const shared = all.codestralSettings;

/** Sets a setting in the person's own settings; `undefined` takes it back. What a test sets is taken back before the next. */
export async function setSetting(name: string, value: unknown, languageId?: string): Promise<void> {
  if (!shared.isInTest && languageId === undefined) shared.setBySuites.set(name, value);
  const scope = languageId === undefined ? undefined : { languageId };
  await vscode.workspace
    .getConfiguration("codestral", scope)
    .update(name, value, vscode.ConfigurationTarget.Global, languageId !== undefined);
}

/** From now on it is a test that changes settings; before, and between tests, it is a suite. */
export function testBegins(): void {
  shared.isInTest = true;
}

export function testEnds(): void {
  shared.isInTest = false;
}

/** Takes back what was set since the last file of tests. */
export async function forgetSettings(): Promise<void> {
  shared.setBySuites.clear();
  await restoreSettings();
}

/** Takes back all settings of ours that tests have changed, or the extension on their behalf. */
export async function restoreSettings(): Promise<void> {
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const settings = vscode.workspace.getConfiguration("codestral");
  for (const name of names()) {
    const { globalValue, workspaceValue, languageIds = [] } = settings.inspect(name) ?? {};
    const wanted = shared.setBySuites.get(name);
    if (!isDeepStrictEqual(globalValue, wanted)) await settings.update(name, wanted, Global);
    if (workspaceValue !== undefined) await settings.update(name, undefined, Workspace);
    for (const languageId of languageIds) {
      const inLanguage = vscode.workspace.getConfiguration("codestral", { languageId });
      const found = inLanguage.inspect(name);
      if (found?.globalLanguageValue !== undefined) await inLanguage.update(name, undefined, Global, true);
      if (found?.workspaceLanguageValue !== undefined) await inLanguage.update(name, undefined, Workspace, true);
    }
  }
}

function names(): string[] {
  const manifest = extension().packageJSON as { contributes: { configuration: { properties: object } } };
  return Object.keys(manifest.contributes.configuration.properties).map((id) => id.replace(/^codestral\./, ""));
}
