import * as vscode from "vscode";
import type { Learning } from "../../completion/learning/learning";
import type { MistralClient } from "../../mistral/client";
import type { Core } from "../core";
import type { Log } from "../log";
import type { ModelsInUse } from "../mistral/modelsInUse";
import type { Settings } from "../settings";
import type { Exclusion } from "../workspace/exclusion";
import { Presence } from "./presence";
import { LastQuiet } from "./reasons";
import { Snooze } from "./snooze";

export interface CompletionParts {
  readonly extensionUri: vscode.Uri;
  readonly client: MistralClient;
  readonly core: Core;
  readonly models: Pick<ModelsInUse, "completion">;
  readonly settings: Settings;
  readonly exclusion: Exclusion;
  readonly log: Log;
  /** It could not start. */
  readonly failed: (error: unknown) => void;
  /** Undefined where nothing can be learnt. */
  readonly learning: Learning | undefined;
}

/** When a window opens, the editor and its other extensions have more to do than they have time. */
const AFTER_START_MS = 1_000;

/**
 * Ghost text, with its switches and what it says in the status bar. What follows the cursor is the largest part of the
 * extension: it is loaded (`dist/later/completion.js`) at the first key, but no later than a moment after the start.
 */
export class GhostText implements vscode.Disposable {
  readonly snooze = new Snooze();
  readonly quiet = new LastQuiet();
  readonly settings: Settings;
  readonly exclusion: Exclusion;
  readonly presence: Presence;
  private readonly begun = new AbortController();
  private running: Promise<vscode.Disposable | undefined> | undefined;

  constructor(private readonly parts: CompletionParts) {
    const { settings, exclusion } = parts;
    const { snooze, quiet } = this;
    this.settings = settings;
    this.exclusion = exclusion;
    this.presence = new Presence({ settings, snooze, quiet, exclusion });
    const timer = setTimeout(() => void this.run(), AFTER_START_MS);
    const firstKey = vscode.workspace.onDidChangeTextDocument(() => void this.run());
    this.begun.signal.addEventListener("abort", () => {
      clearTimeout(timer);
      firstKey.dispose();
    });
  }

  /** Settles once it follows the cursor. A failure is reported, once. */
  async run(): Promise<void> {
    this.begun.abort();
    this.running ??= this.load();
    await this.running;
  }

  dispose(): void {
    this.begun.abort();
    this.running ??= Promise.resolve(undefined);
    void this.running.then((running) => running?.dispose());
    this.snooze.dispose();
    this.quiet.dispose();
  }

  private async load(): Promise<vscode.Disposable | undefined> {
    try {
      const { runGhostText } = await import("./later");
      return runGhostText(this.parts, this.snooze, this.quiet);
    } catch (error) {
      this.parts.failed(error);
      return undefined;
    }
  }
}
