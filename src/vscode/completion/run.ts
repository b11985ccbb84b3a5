import * as vscode from "vscode";
import { CompletionEngine, type EnginePort, NO_CONTEXT } from "../../completion/engine";
import { Habits } from "../../completion/learning/habits";
import { Latency } from "../../completion/learning/latency";
import { TypingRhythm } from "../../completion/learning/typingRhythm";
import { Pace } from "../../completion/pace";
import { Precedence } from "../../completion/precedence";
import { MemberFilter } from "../../completion/semantic/memberFilter";
import { Grammars } from "../../completion/syntax/grammars";
import { TreeSitterSyntax } from "../../completion/syntax/treeSitterSyntax";
import { systemClock } from "../../mistral/clock";
import { DOCUMENTS } from "../documents";
import type { CompletionParts } from ".";
import { Acceptance } from "./acceptance";
import { startContext } from "./context";
import { EditorRules } from "./editorRules";
import { installedGrammars } from "./grammars";
import { ImportFix } from "./importFix";
import { LanguageMembers } from "./members";
import { Outcomes } from "./outcomes";
import { Permission } from "./permission";
import { CompletionProvider } from "./provider";
import type { LastQuiet } from "./reasons";
import { SETTINGS } from "./settings";
import { Snapshots } from "./snapshots";
import type { Snooze } from "./snooze";
import { DocumentTrees } from "./trees";
import { watchCursor } from "./watch";

const SWITCHES = { inComment: SETTINGS.inComments, inString: SETTINGS.inStrings };

/** Follows the cursor and answers the editor, from now on. */
export function runGhostText(
  { extensionUri, client, core, models, settings, exclusion, log, learning }: CompletionParts,
  snooze: Snooze,
  quiet: LastQuiet,
): vscode.Disposable {
  const context = startContext({ clipboard: () => settings.get(SETTINGS.useClipboard), exclusion });
  const port: EnginePort = {
    async *ask(request, signal) {
      // Where it cannot be loaded the person knows already, and there is no suggestion.
      const loaded = await core.load().catch(() => undefined);
      if (loaded) {
        yield* loaded.streamFim(client, request, signal);
      }
    },
    model: () => models.completion(),
    context: (snapshot) =>
      snapshot.isOutside ? NO_CONTEXT : { text: context.textFor(snapshot), sources: context.sourcesFor(snapshot) },
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
  const rules = new EditorRules();
  const permission = new Permission(settings, snooze, quiet, exclusion, rules);
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
    rules,
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
