import * as vscode from "vscode";
import { systemClock } from "../../mistral/clock";
import { CompletionEngine, type EnginePort } from "../../completion/engine";
import { Habits } from "../../completion/learning/habits";
import { Latency } from "../../completion/learning/latency";
import type { Learning } from "../../completion/learning/learning";
import { TypingRhythm } from "../../completion/learning/typingRhythm";
import { Pace } from "../../completion/pace";
import { Precedence } from "../../completion/precedence";
import { MemberFilter } from "../../completion/semantic/memberFilter";
import { Grammars } from "../../completion/syntax/grammars";
import { TreeSitterSyntax } from "../../completion/syntax/treeSitterSyntax";
import type { MistralClient } from "../../mistral/client";
import type { Core } from "../core";
import { DOCUMENTS } from "../documents";
import type { Log } from "../log";
import type { ModelsInUse } from "../mistral/modelsInUse";
import type { Exclusion } from "../workspace/exclusion";
import type { Settings } from "../settings";
import { Acceptance } from "./acceptance";
import { startContext } from "./context";
import { installedGrammars } from "./grammars";
import { ImportFix } from "./importFix";
import { LanguageMembers } from "./members";
import { Outcomes } from "./outcomes";
import { Permission } from "./permission";
import { CompletionProvider } from "./provider";
import type { LastQuiet } from "./reasons";
import { Snapshots } from "./snapshots";
import type { Snooze } from "./snooze";
import { DocumentTrees } from "./trees";
import { watchCursor } from "./watch";

const SWITCHES = { inComment: "completion.inComments", inString: "completion.inStrings" } as const;

export interface CompletionParts {
  readonly extensionUri: vscode.Uri;
  readonly client: MistralClient;
  readonly core: Core;
  readonly models: Pick<ModelsInUse, "completion">;
  readonly settings: Settings;
  readonly exclusion: Exclusion;
  readonly log: Log;
  readonly snooze: Snooze;
  readonly quiet: LastQuiet;
  /** Undefined where nothing can be learnt. */
  readonly learning: Learning | undefined;
}

/** Starts ghost text. */
export function startCompletion({
  extensionUri,
  client,
  core,
  models,
  settings,
  exclusion,
  log,
  snooze,
  quiet,
  learning,
}: CompletionParts): vscode.Disposable {
  const context = startContext({ clipboard: () => settings.get("completion.useClipboard"), exclusion });
  const port: EnginePort = {
    async *ask(request, signal) {
      // Where it cannot be loaded the person knows already, and there is no suggestion.
      const loaded = await core.load().catch(() => undefined);
      if (loaded) {
        yield* loaded.streamFim(client, request, signal);
      }
    },
    model: () => models.completion(),
    context: (snapshot) => ({ text: context.textFor(snapshot), sources: context.sourcesFor(snapshot) }),
    isOff: (where, languageId) => !settings.get(SWITCHES[where], { languageId }),
    problem: (problem) => log.info(`No suggestion: ${problem.kind}.`),
    quiet: ({ document }, reason) => quiet.set(document, reason),
  };
  const latency = learning?.latency ?? new Latency();
  const learnt = {
    taste: learning?.habits ?? new Habits(),
    rhythm: learning?.typing ?? new TypingRhythm(),
    speed: latency,
  };
  const grammars = new Grammars(installedGrammars(extensionUri, log));
  const precedence = new Precedence(systemClock);
  const trees = new DocumentTrees(grammars, precedence);
  const engine = new CompletionEngine(port, systemClock, {
    pace: new Pace(systemClock, learnt),
    speed: latency,
    syntax: new TreeSitterSyntax(grammars, trees.trees),
    members: new MemberFilter(new LanguageMembers(), systemClock),
    precedence,
  });
  const snapshots = new Snapshots();
  const permission = new Permission(settings, snooze, quiet, exclusion);
  const outcomes = learning && new Outcomes(learning);
  const imports = new ImportFix(settings);
  const acceptance = new Acceptance(imports);
  const provider = new CompletionProvider(engine, snapshots, permission, {
    shown: (shown, document, position, { extent, source }) => {
      quiet.set(document.uri.toString(), undefined);
      const learn = outcomes?.shown(shown, document, position, { kind: extent, source });
      return (item) => acceptance.commandFor(item, document, learn && learningFrom(learn, shown, item));
    },
  });
  return vscode.Disposable.from(
    vscode.languages.registerInlineCompletionItemProvider(DOCUMENTS, provider),
    watchCursor({ engine, snapshots, permission, trees, context }),
    snapshots,
    context,
    trees,
    {
      dispose: () => {
        engine.dispose();
        grammars.dispose();
      },
    },
    imports,
    acceptance,
    ...(outcomes ? [outcomes] : []),
  );
}

/** Instead of the suggestion that is shown another one may be taken. */
function learningFrom(
  learn: vscode.Command,
  shown: vscode.InlineCompletionItem,
  item: vscode.InlineCompletionItem,
): vscode.Command {
  const [id] = learn.arguments ?? [];
  return item === shown ? learn : { ...learn, arguments: [id, item.insertText] };
}
