import * as vscode from "vscode";
import { systemClock } from "../../../src/completion/clock";
import { CompletionEngine } from "../../../src/completion/engine";
import type { Snapshot, Suggestion } from "../../../src/completion/snapshot";
import { MistralClient } from "../../../src/mistral/client";
import type { ApiProblem } from "../../../src/mistral/errors";
import { streamFim } from "../../../src/mistral/fim";
import { CompletionProvider } from "../../../src/vscode/completion/provider";
import { Settings } from "../../../src/vscode/settings";
import { KEY } from "../support/mistral";

export const asked = { triggerKind: vscode.InlineCompletionTriggerKind.Invoke, selectedCompletionInfo: undefined };
export const unasked = { triggerKind: vscode.InlineCompletionTriggerKind.Automatic, selectedCompletionInfo: undefined };

const settings = () => new Settings({ warn: () => {} });

/** The provider on an engine that gives the same answer everywhere and keeps what it was shown. */
export function providerThatSays(suggestion: Suggestion | undefined) {
  const snapshots: Snapshot[] = [];
  const suggest = async (snapshot: Snapshot) => {
    snapshots.push(snapshot);
    return suggestion;
  };
  return { provider: new CompletionProvider({ suggest }, settings()), snapshots };
}

interface ServerToAsk {
  readonly url: string;
  readonly key?: string;
  /** Whether a pause in typing is waited for, as it is for a person. */
  readonly waits?: boolean;
  readonly problem?: (problem: ApiProblem) => void;
}

/** The provider as the extension builds it, in front of a server of the test's. */
export function providerOn({ url, key = KEY, waits = true, problem = () => {} }: ServerToAsk): CompletionProvider {
  const access = { server: () => url, key: async () => key };
  const client = new MistralClient(access, { began: () => {}, ended: () => {} });
  const engine = new CompletionEngine(
    {
      ask: (request, signal) => streamFim(client, request, signal),
      model: () => "codestral-latest",
      problem,
    },
    waits ? systemClock : { ...systemClock, wait: async () => {} },
  );
  return new CompletionProvider(engine, settings());
}

export const never = (): vscode.CancellationToken => new vscode.CancellationTokenSource().token;
