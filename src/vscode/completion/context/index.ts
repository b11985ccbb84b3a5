import type * as vscode from "vscode";
import { systemClock } from "../../../mistral/clock";
import { CompletionContext } from "../../../completion/context/context";
import type { Snapshot } from "../../../completion/snapshot";
import type { Source } from "../../../mistral/request";
import type { Exclusion } from "../../workspace/exclusion";
import { EditorContext } from "./editor";

/** What the model is told beside the text around the cursor. */
export interface RunningContext extends vscode.Disposable {
  /** What is to stand ahead of the prefix, its headers included; empty if nothing is known. Takes no time. */
  textFor(snapshot: Snapshot): string;
  /** Of which files that text is. Takes no time. */
  sourcesFor(snapshot: Snapshot): readonly Source[];
  /** To be called when the editor is idle, or when a document is asked about first; cheap unless much has changed. */
  refresh(snapshot: Snapshot, signal: AbortSignal): Promise<void>;
}

export interface ContextChoices {
  /** Whether the person wants what they copied to be part of it. */
  clipboard(): boolean;
  readonly exclusion: Exclusion;
}

export function startContext(choices: ContextChoices): RunningContext {
  const editor = new EditorContext(
    (path) => context.forget(path),
    () => choices.clipboard(),
    choices.exclusion,
  );
  const excluding = choices.exclusion.onDidChange(() => context.forgetAll());
  const context = new CompletionContext(editor, systemClock);
  return {
    textFor: (snapshot) => context.textFor(snapshot),
    sourcesFor: (snapshot) => context.sourcesFor(snapshot),
    refresh: (snapshot, signal) => context.refresh(snapshot, signal),
    dispose: () => {
      excluding.dispose();
      editor.dispose();
    },
  };
}
