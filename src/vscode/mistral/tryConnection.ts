import { CURE_LABELS } from "../../mistral/errors";
import * as vscode from "vscode";
import { isProblem, type MistralClient } from "../../mistral/client";
import type { Health } from "../../mistral/health";
import type { ApiKey } from "../../mistral/keys/apiKey";
import { type Verdict, verdictOf } from "../../mistral/keys/verdict";
import { signalOf } from "../abort";
import type { Core } from "../core";
import { runCure } from "../cure";
import type { Keys } from "./keys";

export interface TryParts {
  readonly keys: Pick<Keys, "keys">;
  readonly client: MistralClient;
  readonly core: Pick<Core, "load">;
  readonly health: Health;
}

/** Asks each key's server for its models, which costs nothing, and says what came of it. */
export async function tryConnection(parts: TryParts): Promise<void> {
  const keys = await parts.keys.keys();
  if (keys.length === 0) {
    await runCure("setApiKey");
    return;
  }
  const verdicts = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: "Codestral: trying the connection", cancellable: true },
    async (_progress, token) => {
      const signal = signalOf(token);
      const all = await Promise.all(keys.map((key) => tryKey(key, parts, signal)));
      return signal.aborted ? [] : all;
    },
  );
  const failed = verdicts.filter(({ kind }) => kind === "refused" || kind === "later");
  if (failed.length > 0) {
    const cure = failed.some(({ kind }) => kind === "refused") ? "manageApiKeys" : "retry";
    const choice = await vscode.window.showWarningMessage(sentenceFor(failed, keys), CURE_LABELS[cure]);
    if (choice !== undefined) {
      await (cure === "retry" ? tryConnection(parts) : runCure(cure));
    }
  } else if (verdicts.length > 0) {
    void vscode.window.showInformationMessage(sentenceFor(verdicts, keys));
  }
}

type KeyVerdict = Verdict & { readonly keyName: string };

async function tryKey(key: ApiKey, { client, core, health }: TryParts, signal: AbortSignal): Promise<KeyVerdict> {
  const connection = client.open(key);
  const answer = isProblem(connection) ? connection : await (await core.load()).listModels(client, connection, signal);
  if (!signal.aborted) {
    health.tried(key.name, isProblem(answer) ? answer : undefined);
  }
  return { ...verdictOf(answer, key.server), keyName: key.name };
}

/** Which key it is about matters only where there are several. */
function sentenceFor(verdicts: readonly KeyVerdict[], keys: readonly ApiKey[]): string {
  return verdicts.map(({ keyName, sentence }) => (keys.length > 1 ? `“${keyName}”: ${sentence}` : sentence)).join(" ");
}
