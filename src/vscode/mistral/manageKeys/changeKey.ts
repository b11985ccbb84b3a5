import * as vscode from "vscode";
import { nameProblem } from "../../../mistral/keys/names";
import { knownServer } from "../../../mistral/keys/servers";
import { changeKey, removeKey, resolveKey, type StoredKey } from "../../../mistral/keys/stored";
import { askText } from "./ask";
import { askKey, whyNotStored } from "./keyBox";
import type { KeyParts } from "./parts";
import { askWork } from "./workStep";

export async function renameKey({ keys }: KeyParts, key: StoredKey): Promise<void> {
  const others = (await keys.stored()).filter(({ id }) => id !== key.id);
  await askText({
    ...titled("Rename", key),
    prompt: "What the key is called in lists, in the log and in the figures of its use.",
    value: key.name,
    remark: (value) => nameProblem(value, key.secret, others),
    check: (name) => whyNotStored(() => keys.update((list) => changeKey(list, key.id, { name }))),
  });
}

export async function changeWork({ keys }: KeyParts, key: StoredKey): Promise<void> {
  const work = await askWork(titled("Work of", key), key.work);
  if (work !== undefined) {
    await complain(whyNotStored(() => keys.update((list) => changeKey(list, key.id, { work }))));
  }
}

/** A new secret for the same key, as after it was renewed in the console. */
export async function replaceKey(parts: KeyParts, key: StoredKey): Promise<void> {
  const { server } = resolveKey(key, parts.keys.server());
  const taken = await askKey(parts, {
    ...titled("Replace", key),
    server,
    replaces: key.id,
    mayBeEmpty: knownServer(server) === undefined,
    store: (secret) => parts.keys.update((list) => changeKey(list, key.id, { secret })),
  });
  if (taken) {
    void vscode.window.showInformationMessage(taken.sentence);
  }
}

/** Asks first. */
export async function askToRemove({ keys }: KeyParts, key: StoredKey): Promise<void> {
  const remove = "Remove";
  const choice = await vscode.window.showWarningMessage(
    `Remove the API key “${key.name}”?`,
    { modal: true, detail: "It is deleted from VS Code's secret storage, in all windows." },
    remove,
  );
  if (choice === remove) {
    await complain(whyNotStored(() => keys.update((list) => removeKey(list, key.id))));
  }
}

function titled(what: string, { name }: StoredKey) {
  return { title: `Codestral: ${what} “${name}”`, canGoBack: true };
}

async function complain(problem: Promise<string | undefined>): Promise<void> {
  const sentence = await problem;
  if (sentence !== undefined) {
    void vscode.window.showErrorMessage(sentence);
  }
}
