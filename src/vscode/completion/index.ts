import * as vscode from "vscode";
import { systemClock } from "../../completion/clock";
import { CompletionEngine, type EnginePort } from "../../completion/engine";
import type { MistralClient } from "../../mistral/client";
import { streamFim } from "../../mistral/fim";
import type { Log } from "../log";
import type { Settings } from "../settings";
import { CompletionProvider, DOCUMENTS } from "./provider";

/** Starts ghost text. */
export function startCompletion(client: MistralClient, settings: Settings, log: Log): vscode.Disposable {
  const port: EnginePort = {
    ask: (request, signal) => streamFim(client, request, signal),
    model: () => settings.get("completion.model"),
    problem: (problem) => log.info(`No suggestion: ${problem.kind}.`),
  };
  const engine = new CompletionEngine(port, systemClock);
  return vscode.languages.registerInlineCompletionItemProvider(DOCUMENTS, new CompletionProvider(engine, settings));
}
