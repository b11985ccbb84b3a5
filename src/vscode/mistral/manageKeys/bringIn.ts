import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { type BroughtIn, sentencesOf } from "../../../mistral/keys/broughtIn";
import type { FoundKey, FoundKeys } from "../../../mistral/keys/found";
import { freeName } from "../../../mistral/keys/names";
import { placeKey } from "../../../mistral/keys/place";
import { CODESTRAL, knownServer } from "../../../mistral/keys/servers";
import { addKey, type KeyList, sameKey, type StoredKey, storedKeys } from "../../../mistral/keys/stored";
import type { Verdict } from "../../../mistral/keys/verdict";
import type { Model } from "../../../mistral/models/model";
import { signalOf } from "../../abort";
import { ENVIRONMENT_ID } from "../keys";
import { inTurn } from "./inTurn";
import { whyNotStored } from "./keyBox";
import { offerModel } from "./offerModel";
import type { KeyParts } from "./parts";
import { newServerDraft, type ServerDraft, serverOf, serverSteps } from "./serverSteps";
import { type SourceDraft, sourceSteps } from "./sourceSteps";
import { inSteps } from "./steps";
import { modelsOf, tryKey, UNSTORED } from "./trial";

type Draft = SourceDraft & ServerDraft;

interface Candidate {
  readonly key: StoredKey;
  readonly verdict: Verdict;
  readonly models: readonly Model[];
}

/** Takes keys from a text or a file, tries each, and stores those that are not refused. */
export async function bringInKeys(parts: KeyParts): Promise<void> {
  const draft: Draft = { source: undefined, text: "", found: undefined, ...newServerDraft(parts.keys.server()) };
  if (!(await inSteps("Codestral: Bring In API Keys", draft, [...sourceSteps<Draft>(), ...serverSteps<Draft>()]))) {
    return;
  }
  const { found } = draft;
  if (found) {
    await takeIn(parts, found, serverOf(draft));
  }
}

async function takeIn(parts: KeyParts, found: FoundKeys, server: string): Promise<void> {
  const stored = (await parts.keys.keys()).filter(({ id }) => id !== ENVIRONMENT_ID);
  const isKnown = ({ secret }: FoundKey) =>
    [server, CODESTRAL].some((one) => sameKey(stored, { server: one, secret }) !== undefined);
  const candidates = await tryAll(parts, found.keys, isKnown, server);
  if (candidates === undefined) {
    return;
  }
  const later = candidates.filter((one) => one?.verdict.kind === "later");
  const takesLater = later.length === 0 || (await insists(later.length, later[0]?.verdict.sentence ?? ""));
  const kinds: readonly Verdict["kind"][] = takesLater ? ["accepted", "unchecked", "later"] : ["accepted", "unchecked"];
  const taken = candidates.filter((one): one is Candidate => one !== undefined && kinds.includes(one.verdict.kind));
  const problem = await whyNotStored(() =>
    parts.keys.update((list) => taken.reduce((all, { key }) => addNamed(all, key), list)),
  );
  if (problem !== undefined) {
    void vscode.window.showErrorMessage(problem);
    return;
  }
  const result: BroughtIn = {
    stored: taken.length,
    unchecked: taken.filter(({ verdict }) => verdict.kind !== "accepted").length,
    known: found.keys.filter(isKnown).length,
    refused: candidates.flatMap((one, at) => (one?.verdict.kind === "refused" ? [at + 1] : [])),
  };
  const models = taken.flatMap((one) => one.models);
  // The list is shown again at once; whoever wants the model finds it in the notification.
  void offerModel(parts.settings, found, models, sentencesOf(result));
}

/** @returns what came of each, undefined for those that are known; undefined if cancelled */
async function tryAll(
  parts: KeyParts,
  keys: readonly FoundKey[],
  isKnown: (key: FoundKey) => boolean,
  server: string,
): Promise<readonly (Candidate | undefined)[] | undefined> {
  const candidates = keys.map((): Candidate | undefined => undefined);
  const title = `Codestral: trying ${keys.length === 1 ? "the key" : `${keys.length} keys`}`;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const signal = signalOf(token);
      await inTurn(keys, async (key, at) => {
        candidates[at] = isKnown(key) ? undefined : await tryFound(parts, key, server, signal);
        progress.report({ increment: 100 / keys.length });
      });
      return signal.aborted ? undefined : candidates;
    },
  );
}

async function tryFound(
  parts: KeyParts,
  found: FoundKey,
  server: string,
  signal: AbortSignal,
): Promise<Candidate | undefined> {
  const { secret, name = "" } = found;
  const placed = await placeKey(found, server, (at) => tryKey(parts, { name: UNSTORED, server: at, secret }, signal));
  if (placed === undefined) {
    return undefined;
  }
  const work = knownServer(placed.server)?.work ?? "both";
  const key = { id: randomUUID(), name, server: placed.server, work, secret };
  return { key, verdict: placed.trial.verdict, models: modelsOf(placed.trial) };
}

function addNamed(list: KeyList, key: StoredKey): KeyList {
  const wanted = key.name || knownServer(key.server ?? "")?.name || "Key";
  return addKey(list, { ...key, name: freeName(wanted, storedKeys(list)) });
}

async function insists(count: number, sentence: string): Promise<boolean> {
  const store = count === 1 ? "Store It Unchecked" : "Store Them Unchecked";
  const message = count === 1 ? "1 key could not be checked." : `${count} keys could not be checked.`;
  const choice = await vscode.window.showWarningMessage(message, { modal: true, detail: sentence }, store);
  return choice === store;
}
