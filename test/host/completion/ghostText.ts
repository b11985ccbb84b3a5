import * as vscode from "vscode";
import { systemClock } from "../../../src/mistral/clock";
import { CompletionEngine, NO_CONTEXT, type Suggested } from "../../../src/completion/engine";
import { Habits } from "../../../src/completion/learning/habits";
import { Latency } from "../../../src/completion/learning/latency";
import { TypingRhythm } from "../../../src/completion/learning/typingRhythm";
import { Pace } from "../../../src/completion/pace";
import type { Snapshot, Suggestion } from "../../../src/completion/snapshot";
import { MistralClient } from "../../../src/mistral/client";
import { observers } from "../../../src/mistral/request";
import type { ApiProblem } from "../../../src/mistral/errors";
import { streamFim } from "../../../src/mistral/fim";
import { EditorRules } from "../../../src/vscode/completion/editorRules";
import { Permission } from "../../../src/vscode/completion/permission";
import { CompletionProvider } from "../../../src/vscode/completion/provider";
import { LastQuiet } from "../../../src/vscode/completion/reasons";
import { Snapshots } from "../../../src/vscode/completion/snapshots";
import type { Exclusion } from "../../../src/vscode/workspace/exclusion";
import { Settings } from "../../../src/vscode/settings";
import { NO_EXCLUSION } from "../support/exclusion";
import { KEY } from "../support/mistral";

export const asked = { triggerKind: vscode.InlineCompletionTriggerKind.Invoke, selectedCompletionInfo: undefined };
export const unasked = { triggerKind: vscode.InlineCompletionTriggerKind.Automatic, selectedCompletionInfo: undefined };

export const never = (): vscode.CancellationToken => new vscode.CancellationTokenSource().token;

/** The provider on an engine of the test's, with the settings, the snapshots and the permission that ship. */
export class GhostText implements vscode.Disposable {
  readonly quiet = new LastQuiet();
  readonly provider: CompletionProvider;
  private readonly snapshots = new Snapshots();
  private readonly rules = new EditorRules();

  constructor(
    private readonly engine: Pick<CompletionEngine, "suggest" | "dispose">,
    exclusion: Pick<Exclusion, "why"> = NO_EXCLUSION,
  ) {
    const settings = new Settings({ warn: () => {} });
    const permission = new Permission(settings, { active: false }, this.quiet, exclusion, this.rules);
    this.provider = new CompletionProvider(engine, this.snapshots, permission, {
      shown: (first) => (item) => ({ command: "shown", title: "", arguments: [first, item] }),
    });
  }

  /** As the editor asks, or the person. */
  async items(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext = asked,
    token = never(),
  ): Promise<vscode.InlineCompletionItem[]> {
    return this.provider.provideInlineCompletionItems(document, position, context, token);
  }

  dispose(): void {
    this.engine.dispose();
    this.snapshots.dispose();
    this.rules.dispose();
  }
}

/** Says the same everywhere, and keeps what it was asked. */
export class ScriptedGhostText extends GhostText {
  readonly asked: Snapshot[];

  constructor(...suggestions: readonly Suggestion[]) {
    const taken: Snapshot[] = [];
    super({
      suggest: async (snapshot) => {
        taken.push(snapshot);
        return suggestions.map((suggestion): Suggested => ({ ...suggestion, extent: "line", source: "asked" }));
      },
      dispose: () => {},
    });
    this.asked = taken;
  }
}

interface ServerToAsk {
  readonly url: string;
  readonly key?: string;
  /** Whether a pause in typing is waited for, as it is for a person. */
  readonly waits?: boolean;
  readonly problem?: (problem: ApiProblem) => void;
  readonly exclusion?: Pick<Exclusion, "why">;
}

/** Asks a server of the test's, of whose speed and person nothing is known yet. */
export function ghostTextFrom({ url, key = KEY, waits = true, problem = () => {}, exclusion }: ServerToAsk): GhostText {
  const keys = [{ id: "own", name: "own", server: url, work: "both" as const, secret: key }];
  const client = new MistralClient({ server: () => url, keys: async () => keys }, observers());
  const clock = waits ? systemClock : { ...systemClock, wait: async () => {} };
  const speed = new Latency();
  const engine = new CompletionEngine(
    {
      ask: (request, signal) => streamFim(client, request, signal),
      model: () => "codestral-latest",
      context: () => NO_CONTEXT,
      isOff: () => false,
      quiet: () => {},
      problem,
    },
    clock,
    { pace: new Pace(clock, { taste: new Habits(), rhythm: new TypingRhythm(), speed }), speed },
  );
  return new GhostText(engine, exclusion);
}
