import { CompletionEngine, NO_CONTEXT } from "../../../src/completion/engine";
import { Habits } from "../../../src/completion/learning/habits";
import { Latency } from "../../../src/completion/learning/latency";
import { TypingRhythm } from "../../../src/completion/learning/typingRhythm";
import { Pace } from "../../../src/completion/pace";
import type { Snapshot, Suggestion } from "../../../src/completion/snapshot";
import { TreeSitterSyntax } from "../../../src/completion/syntax/treeSitterSyntax";
import type { FimEvent } from "../../../src/mistral/fim";
import { NO_USAGE } from "../../../src/mistral/usage";
import { grammars } from "../grammars";
import { VirtualClock } from "../replay/virtualClock";

/** What the whole engine shows of an answer to somebody of whom nothing has been learnt, line by line as it comes. */
export async function throughEngine(answer: string, snapshot: Snapshot): Promise<Suggestion | undefined> {
  await grammars.load(snapshot.languageId);
  const syntax = new TreeSitterSyntax(grammars);
  const clock = new VirtualClock();
  const speed = new Latency();
  const engine = new CompletionEngine(
    {
      ask: () => said(answer),
      model: () => "recorded",
      context: () => NO_CONTEXT,
      isOff: () => false,
      quiet: () => undefined,
      problem: () => undefined,
    },
    clock,
    { pace: new Pace(clock, { taste: new Habits(), rhythm: new TypingRhythm(), speed }), speed, syntax },
  );
  const suggestions = engine.suggest(snapshot, new AbortController().signal);
  await clock.run(suggestions.then(() => undefined));
  engine.dispose();
  return (await suggestions)[0];
}

async function* said(answer: string): AsyncGenerator<FimEvent, void> {
  for (const text of answer.split(/(?<=\n)/)) {
    yield { kind: "text", text };
  }
  yield { kind: "end", reason: "stop", usage: NO_USAGE };
}
