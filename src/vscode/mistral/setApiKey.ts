import * as vscode from "vscode";
import { isProblem, type MistralClient } from "../../mistral/client";
import { sentenceOf } from "../../mistral/errors";
import type { listModels } from "../../mistral/listModels";
import { isList } from "../../mistral/models";
import { serverName } from "../../mistral/server";
import type { Keys } from "./keys";

/** Asks for a key, tries it, and stores it if the server takes it. The box stays open, as it is, until then. */
export function setApiKey(keys: Keys, client: MistralClient, list: typeof listModels): Promise<void> {
  const box = vscode.window.createInputBox();
  const server = serverName(keys.server());
  box.title = "Codestral: Set API Key";
  box.prompt = `The key for ${server}. It is kept in VS Code's secret storage.`;
  box.placeholder = "API key";
  box.password = true;
  box.ignoreFocusOut = true;
  const hidden = new AbortController();

  const tryKey = async () => {
    const key = box.value.trim();
    if (key === "" || box.busy) {
      return;
    }
    box.busy = true;
    box.enabled = false;
    const verdict = await check(key, keys, client, list, hidden.signal);
    box.busy = false;
    box.enabled = true;
    if (hidden.signal.aborted) {
      return;
    }
    if ("refusal" in verdict) {
      box.validationMessage = verdict.refusal;
      return;
    }
    try {
      await keys.store(key);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      box.validationMessage = `VS Code could not store the key (${why}); check the system's keyring, or set MISTRAL_API_KEY.`;
      return;
    }
    box.hide();
    void vscode.window.showInformationMessage(verdict.welcome);
  };

  return new Promise((resolve) => {
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    });
    box.onDidAccept(tryKey);
    box.onDidHide(() => {
      hidden.abort();
      box.dispose();
      resolve();
    });
    box.show();
  });
}

async function check(
  key: string,
  keys: Keys,
  client: MistralClient,
  list: typeof listModels,
  signal: AbortSignal,
): Promise<{ welcome: string } | { refusal: string }> {
  const server = serverName(keys.server());
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return { refusal: "A key has neither white space nor special characters in it; copy it again." };
  }
  const connection = client.connectWith(keys.server(), key);
  if (isProblem(connection)) {
    return { refusal: sentenceOf(connection) };
  }
  const models = await list(connection, signal);
  if (isList(models)) {
    return { welcome: `${server} accepted the key.` };
  }
  // codestral.mistral.ai and some own servers have no list of models; a key for them cannot be tried this way.
  return models.kind === "notFound"
    ? { welcome: `The key is stored. ${server} offers no way to check it before its first use.` }
    : { refusal: sentenceOf(models) };
}

export async function clearApiKey(keys: Keys): Promise<void> {
  const remains = await keys.clear();
  void vscode.window.showInformationMessage(
    remains
      ? "The stored key is removed. The environment variable MISTRAL_API_KEY still provides one."
      : "The stored key is removed. Nothing is sent until you set another one.",
  );
}
