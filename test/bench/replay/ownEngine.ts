import { CompletionContext } from "../../../src/completion/context/context";
import type { ContextPort } from "../../../src/completion/context/port";
import { CompletionEngine, type EnginePort } from "../../../src/completion/engine";
import type { Extent } from "../../../src/completion/extent";
import { Habits } from "../../../src/completion/learning/habits";
import { Latency } from "../../../src/completion/learning/latency";
import { TypingRhythm } from "../../../src/completion/learning/typingRhythm";
import { Pace } from "../../../src/completion/pace";
import type { Snapshot, Suggestion } from "../../../src/completion/snapshot";
import { TreeSitterSyntax } from "../../../src/completion/syntax/treeSitterSyntax";
import { grammars } from "../grammars";
import type { Corpus } from "./corpus";
import type { Oracle } from "./oracle";
import type { Engine } from "./person";
import type { Time } from "./virtualClock";

/** Files that an editor would have open besides the one that is typed. */
const OPEN = 4;

/** Our engine as the extension builds it, learning from this person only, with the rest of the corpus as its workspace. */
export async function ours(port: EnginePort, clock: Time, oracle: Oracle, corpus: Corpus): Promise<Engine> {
  for (const languageId of new Set(corpus.tasks.map((task) => task.languageId))) await grammars.load(languageId);
  const habits = new Habits();
  const rhythm = new TypingRhythm();
  const latency = new Latency();
  const context = new CompletionContext(workspaceOf(corpus, oracle), clock);
  const engine = new CompletionEngine(
    { ...port, context: (snapshot) => ({ text: context.textFor(snapshot), sources: [] }) },
    clock,
    {
      pace: new Pace(clock, { taste: habits, rhythm, speed: latency }),
      speed: latency,
      syntax: new TreeSitterSyntax(grammars),
    },
  );
  const extents = new WeakMap<Suggestion, Extent>();
  const refresh = (snapshot: Snapshot) => clock.hold(context.refresh(snapshot, new AbortController().signal));
  return {
    typed: (snapshot) => {
      rhythm.key(clock.now());
      engine.typed(snapshot);
      refresh(snapshot);
    },
    jumped: (snapshot) => {
      engine.jumped(snapshot);
      refresh(snapshot);
    },
    suggest: async (snapshot, signal) => {
      const [suggestion] = await engine.suggest(snapshot, signal);
      if (suggestion) extents.set(suggestion, suggestion.extent);
      return suggestion;
    },
    ended: ({ languageId }, suggestion, end, accepted) => {
      habits.learn({
        id: "",
        at: clock.now(),
        languageId,
        kind: extents.get(suggestion) ?? "line",
        source: "asked",
        characters: suggestion.text.length,
        lines: suggestion.text.split("\n").length,
        end,
        accepted,
        remains: [],
      });
    },
    dispose: () => engine.dispose(),
  };
}

/** The corpus as an editor's workspace, in which the file that is typed has no more than what is typed. */
function workspaceOf(corpus: Corpus, oracle: Oracle): ContextPort {
  const textOf = (path: string) => {
    const { task, progress } = oracle;
    return path === task?.path ? task.before + task.text.slice(0, progress) + task.after : corpus.files.get(path);
  };
  const opened: string[] = [];
  return {
    openDocuments: () => {
      const path = oracle.task?.path;
      if (path !== undefined && opened[0] !== path) opened.unshift(path);
      return opened.slice(0, OPEN).map((each) => ({
        path: each,
        version: each === path ? oracle.progress : -1,
        text: () => textOf(each) ?? "",
      }));
    },
    recentFiles: () => opened.slice(OPEN),
    files: async () => [...corpus.files.keys()],
    readText: async (path) => textOf(path),
    definitions: async () => [],
    edits: () => [],
    problems: () => [],
    clipboard: async () => undefined,
  };
}
