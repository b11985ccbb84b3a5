import { extentAt } from "../../../src/completion/extent";
import { Flight } from "../../../src/completion/flight";
import type { Snapshot, Suggestion } from "../../../src/completion/snapshot";
import type { ApiProblem } from "../../../src/mistral/errors";
import type { FimEvent, FimRequest } from "../../../src/mistral/fim";
import { NO_USAGE } from "../../../src/mistral/usage";

/** How an answer ends. `never`: it goes silent, and ends when it is cancelled. */
export type Ending = "stop" | "length" | "never" | ApiProblem;

/** A model that says what the test tells it to, and notes how it was treated. */
export class ScriptedModel {
  readonly requests: FimRequest[] = [];
  readonly problems: ApiProblem[] = [];
  /** How much of the answer was taken before it was left. */
  taken = "";
  /** How many answers were closed, whatever the way. */
  closed = 0;
  /** Settles when an answer that never ends has said all that it says. */
  readonly silent: Promise<void>;
  private fallSilent: () => void = () => undefined;

  constructor(
    private readonly chunks: readonly string[],
    private readonly ending: Ending = "stop",
  ) {
    this.silent = new Promise((resolve) => {
      this.fallSilent = resolve;
    });
  }

  model(): string {
    return "codestral-test";
  }

  problem(problem: ApiProblem): void {
    this.problems.push(problem);
  }

  async *ask(request: FimRequest, signal: AbortSignal): AsyncGenerator<FimEvent, void> {
    this.requests.push(request);
    try {
      for (const text of this.chunks) {
        this.taken += text;
        yield { kind: "text", text };
      }
      if (this.ending === "never") {
        this.fallSilent();
        await aborted(signal);
      } else if (typeof this.ending === "string") {
        yield { kind: "end", reason: this.ending, usage: NO_USAGE };
      } else {
        yield { kind: "problem", problem: this.ending };
      }
    } finally {
      this.closed++;
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** What is shown of an answer, when nothing is taken along behind it. */
export async function suggested(
  snapshot: Snapshot,
  chunks: readonly string[],
  ending: Ending = "stop",
): Promise<{ suggestion: Suggestion | undefined; model: ScriptedModel }> {
  const model = new ScriptedModel(chunks, ending);
  const { prefix, suffix } = snapshot;
  const request = { model: model.model(), prefix, suffix, maxTokens: 100, stop: [], temperature: 0 };
  let suggestion: Suggestion | undefined;
  const flight = new Flight({
    snapshot,
    ahead: 0,
    syntax: undefined,
    open: (signal) => model.ask(request, signal),
    extent: (place) => extentAt(place),
    found: (_, found) => {
      suggestion = found;
    },
    problem: (problem) => model.problem(problem),
  });
  await flight.run();
  return { suggestion, model };
}
