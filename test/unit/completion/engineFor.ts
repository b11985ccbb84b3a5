import { CompletionEngine, type EngineParts, type Suggested } from "../../../src/completion/engine";
import { Latency } from "../../../src/completion/learning/latency";
import { TypingRhythm } from "../../../src/completion/learning/typingRhythm";
import { Pace } from "../../../src/completion/pace";
import { LiveModel } from "./liveModel";
import { marked } from "./marked";
import { StandingClock } from "./standingClock";

export const wanted = () => new AbortController().signal;

/** An engine for somebody who accepts as often as is said. */
export function engineFor(acceptance = 0.3, parts: Partial<EngineParts> = {}) {
  const model = new LiveModel();
  const clock = new StandingClock();
  const speed = new Latency();
  const taste = { acceptanceRate: () => acceptance, streak: 0, lengthOf: () => 8 };
  const pace = new Pace(clock, { taste, rhythm: new TypingRhythm(), speed });
  const engine = new CompletionEngine(model, clock, { pace, speed, ...parts });
  const suggest = (source: string, signal = wanted()) => engine.suggest(marked(source), signal);
  const typed = (source: string) => engine.typed(marked(source));
  return { model, clock, engine, suggest, typed };
}

export const textsOf = (suggestions: readonly Suggested[]) => suggestions.map(({ text }) => text);
