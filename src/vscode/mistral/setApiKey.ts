import * as vscode from "vscode";
import { knownServer } from "../../mistral/keys/servers";
import { DEFAULT_ID, parseKeys, setDefaultKey } from "../../mistral/keys/stored";
import type { Keys } from "./keys";
import { askKey } from "./manageKeys/keyBox";
import type { KeyParts } from "./manageKeys/parts";

/** Asks for the default key, which goes with the setting of the server, tries it and stores it. */
export async function setApiKey(parts: KeyParts): Promise<void> {
  const { keys } = parts;
  const server = keys.server();
  const taken = await askKey(parts, {
    title: "Codestral: Set API Key",
    server,
    replaces: DEFAULT_ID,
    mayBeEmpty: knownServer(server) === undefined,
    store: (secret) => keys.update((list) => setDefaultKey(list, secret)),
  });
  if (taken) {
    void vscode.window.showInformationMessage(taken.sentence);
  }
}

/** Removes what is stored; several keys only when the person says so. */
export async function clearApiKey(keys: Keys): Promise<void> {
  const stored = await keys.stored();
  if (stored.length > 1) {
    const detail = "They are deleted from VS Code's secret storage, in all windows.";
    const all = `Remove All ${stored.length}`;
    const one = "Choose…";
    const choice = await vscode.window.showWarningMessage(
      `Remove all ${stored.length} API keys?`,
      { modal: true, detail },
      all,
      one,
    );
    if (choice === one) {
      await vscode.commands.executeCommand("codestral.manageApiKeys");
    }
    if (choice !== all) {
      return;
    }
  }
  await keys.update(() => parseKeys(undefined));
  const what = stored.length > 1 ? "The stored keys are" : "The stored key is";
  void vscode.window.showInformationMessage(
    (await keys.keys()).length > 0
      ? `${what} removed. The environment variable MISTRAL_API_KEY still provides one.`
      : `${what} removed. Nothing is sent until you set another one.`,
  );
}
