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

/** Removes what is stored, when the person says so. */
export async function clearApiKey(keys: Keys): Promise<void> {
  const { length } = await keys.stored();
  if (length === 0) {
    void vscode.window.showInformationMessage(await withoutStored(keys, "There is no stored key."));
    return;
  }
  const remove = length > 1 ? `Remove All ${length}` : "Remove";
  const choose = "Choose…";
  const choice = await vscode.window.showWarningMessage(
    length > 1 ? `Remove all ${length} API keys?` : "Remove the stored API key?",
    { modal: true, detail: "Deleted from VS Code's secret storage, in all windows, and not to be brought back." },
    ...(length > 1 ? [remove, choose] : [remove]),
  );
  if (choice === choose) {
    await vscode.commands.executeCommand("codestral.manageApiKeys");
  }
  if (choice !== remove) {
    return;
  }
  await keys.update(() => parseKeys(undefined));
  const removed = length > 1 ? "The stored keys are removed." : "The stored key is removed.";
  void vscode.window.showInformationMessage(await withoutStored(keys, removed));
}

async function withoutStored(keys: Keys, said: string): Promise<string> {
  return (await keys.keys()).length > 0
    ? `${said} The environment variable MISTRAL_API_KEY still provides one.`
    : `${said} Nothing is sent until you set another one.`;
}
