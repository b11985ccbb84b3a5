import type { EnginePort, GivenContext } from "../../../src/completion/engine";
import type { Quiet } from "../../../src/completion/quiet";
import type { Snapshot } from "../../../src/completion/snapshot";
import type { ApiProblem } from "../../../src/mistral/errors";
import type { FimEvent, FimRequest } from "../../../src/mistral/fim";
import { NO_USAGE } from "../../../src/mistral/usage";

/** One request, whose answer the test gives piece by piece. */
export class Asked {
  /** Whoever asked has left it, whatever the way. */
  closed = false;
  private readonly events: FimEvent[] = [];
  private wake: () => void = () => undefined;

  constructor(
    readonly request: FimRequest,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener("abort", () => this.wake(), { once: true });
  }

  async say(text: string): Promise<void> {
    await this.give({ kind: "text", text });
  }

  async end(reason: "stop" | "length" = "stop"): Promise<void> {
    await this.give({ kind: "end", reason, usage: NO_USAGE });
  }

  async fail(problem: ApiProblem): Promise<void> {
    await this.give({ kind: "problem", problem });
  }

  async *stream(): AsyncGenerator<FimEvent, void> {
    try {
      while (!this.signal.aborted) {
        const event = this.events.shift();
        if (!event) {
          await new Promise<void>((resolve) => {
            this.wake = resolve;
          });
          continue;
        }
        yield event;
        if (event.kind !== "text") return;
      }
    } finally {
      this.closed = true;
    }
  }

  private async give(event: FimEvent): Promise<void> {
    this.events.push(event);
    this.wake();
    await settled();
  }
}

/** A model that says nothing until the test has it say something. */
export class LiveModel implements EnginePort {
  readonly asked: Asked[] = [];
  readonly problems: ApiProblem[] = [];
  /** Why nothing was suggested last. */
  reason: Quiet | undefined;
  ahead = "";
  /** Where what is ahead is from. */
  from: GivenContext["sources"] = [];
  /** Where the person wants nothing. */
  readonly off = new Set<"inComment" | "inString">();

  ask(request: FimRequest, signal: AbortSignal): AsyncGenerator<FimEvent, void> {
    const asked = new Asked(request, signal);
    this.asked.push(asked);
    return asked.stream();
  }

  /** The latest request. */
  get last(): Asked {
    const last = this.asked.at(-1);
    if (!last) throw new Error("Nothing was asked.");
    return last;
  }

  model(): string {
    return "codestral-test";
  }

  context(): GivenContext {
    return { text: this.ahead, sources: this.from };
  }

  isOff(where: "inComment" | "inString"): boolean {
    return this.off.has(where);
  }

  problem(problem: ApiProblem): void {
    this.problems.push(problem);
  }

  quiet(_: Snapshot, reason: Quiet): void {
    this.reason = reason;
  }
}

/** Settles when everything that is ready has run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
