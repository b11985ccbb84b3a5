import type * as vscode from "vscode";
import { systemClock } from "../../../completion/clock";
import { CompletionContext } from "../../../completion/context/context";
import type { Snapshot } from "../../../completion/snapshot";
import { EditorContext } from "./editor";

/** What the model is told beside the text around the cursor. */
export interface RunningContext extends vscode.Disposable {
  /** What is to stand ahead of the prefix, its headers included; empty if nothing is known. Takes no time. */
  textFor(snapshot: Snapshot): string;
  /** To be called when the editor is idle, or when a document is asked about first; cheap unless much has changed. */
  refresh(snapshot: Snapshot, signal: AbortSignal): Promise<void>;
}

export interface ContextChoices {
  /** Whether the person wants what they copied to be part of it. */
  clipboard(): boolean;
}

export function startContext(choices: ContextChoices): RunningContext {
  const editor = new EditorContext(
    (path) => context.forget(path),
    () => choices.clipboard(),
  );
  const context = new CompletionContext(editor, systemClock);
  return {
    textFor: (snapshot) => context.textFor(snapshot),
    refresh: (snapshot, signal) => context.refresh(snapshot, signal),
    dispose: () => editor.dispose(),
  };
}
