import { type EnginePort, NO_CONTEXT } from "../../../src/completion/engine";
import { Windows } from "../../../src/completion/window";
import type { Snapshot } from "../../../src/completion/snapshot";
import { percentile } from "../statistics";
import type { Corpus } from "./corpus";
import { Oracle, type OracleOptions } from "./oracle";
import { type Engine, Person } from "./person";
import type { Task } from "./task";
import { type Time, VirtualClock } from "./virtualClock";

export interface Outcome {
  readonly saved: number;
  readonly requestsPer1000: number;
  readonly promptTokensPer1000: number;
  readonly sharedPrefix: number;
  readonly ghostP50: number;
  readonly ghostP95: number;
  readonly within30: number;
  readonly wrongPer1000: number;
  readonly generatedPerAccepted: number;
  readonly keys: number;
  readonly characters: number;
}

/** Time that brings about what somebody waits for. */
export interface Passing extends Time {
  run(done: Promise<void>): Promise<void>;
}

/** Types the corpus with one engine. */
export async function replay(
  corpus: Corpus,
  gaps: readonly number[],
  options: Omit<OracleOptions, "elsewhere">,
  engineOf: (port: EnginePort, clock: Time, oracle: Oracle, corpus: Corpus) => Engine | Promise<Engine>,
  clock: Passing = new VirtualClock(),
): Promise<Outcome> {
  const oracle = new Oracle(clock, { ...options, elsewhere: corpus.lines });
  const windows = new Windows();
  const engine = await engineOf(
    {
      ask: (request, signal) => oracle.ask(request, signal),
      model: () => "codestral-latest",
      context: () => NO_CONTEXT,
      isOff: () => false,
      quiet: () => undefined,
      problem: (problem) => {
        throw new Error(`The oracle has no problems, but: ${problem.kind}`);
      },
    },
    clock,
    oracle,
    corpus,
  );
  const person = new Person(
    clock,
    engine,
    gaps,
    (task, progress, behind) => snapshotOf(windows, task, progress, behind),
    (progress) => {
      oracle.progress = progress;
    },
  );
  for (const task of corpus.tasks) {
    oracle.task = task;
    oracle.progress = 0;
    await clock.run(person.type(task));
  }
  engine.dispose?.();
  const { keys, characters, wrong, ghostTimes, acceptedCharacters } = person.tally;
  const tokens = oracle.promptTokens();
  const per1000 = (count: number) => round((1_000 * count) / characters);
  return {
    saved: round(1 - keys / characters),
    requestsPer1000: per1000(oracle.prompts.length),
    promptTokensPer1000: per1000(tokens.all),
    sharedPrefix: round(tokens.shared / tokens.all),
    ghostP50: round(percentile(ghostTimes, 0.5)),
    ghostP95: round(percentile(ghostTimes, 0.95)),
    within30: round(ghostTimes.filter((time) => time <= 30).length / ghostTimes.length),
    wrongPer1000: per1000(wrong),
    generatedPerAccepted: round(oracle.generated / Math.max(1, acceptedCharacters / 4)),
    keys,
    characters,
  };
}

function snapshotOf(windows: Windows, task: Task, progress: number, behind: string): Snapshot {
  const text = task.before + task.text.slice(0, progress) + behind + task.after;
  const lines = text.split("\n");
  const cursor = task.before.length + progress;
  const line = text.slice(0, cursor).split("\n").length - 1;
  const character = cursor - (text.lastIndexOf("\n", cursor - 1) + 1);
  return {
    document: task.path,
    path: task.path,
    languageId: task.languageId,
    indentation: "  ",
    explicit: false,
    ...windows.around(task.path, { count: lines.length, at: (at) => lines[at] ?? "" }, line, character),
  };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
