import type { FimEvent, FimRequest } from "../mistral/fim";
import type { ApiProblem } from "../mistral/errors";
import type { Clock } from "./clock";
import { extentAt, isUsefulPlace, type Extent } from "./extent";
import { RecentSuggestions } from "./recent";
import { lineBefore, type Snapshot, type Suggestion } from "./snapshot";
import { STOP_RULES } from "./stop";
import { trimmed } from "./trim";

/** What the engine needs of the world. */
export interface EnginePort {
  /** Asks the model; aborting cuts the request over HTTP. */
  ask(request: FimRequest, signal: AbortSignal): AsyncGenerator<FimEvent, void>;
  /** The fill-in-the-middle model's name. */
  model(): string;
  /** Nobody is to be disturbed by it. */
  problem(problem: ApiProblem): void;
}

/** How long a pause in typing is waited for in the middle of a line; between keys an expert takes 105 ms (median). */
const WAIT_MS = 75;
/** A line is seldom longer than 100 tokens, and a block that is read before it is accepted than 400. */
const MAX_TOKENS: Readonly<Record<Extent, number>> = { line: 100, block: 400 };
/** A server that keeps to no limit is left here. */
const MAX_CHARACTERS = 4_000;
/** Code is completed as it most likely goes on. */
const TEMPERATURE = 0;
/** After a 429 without a `Retry-After` nothing is asked for this long. */
const BACK_OFF_MS = 10_000;

/** Decides whether, when and what to ask, and what of the answer is shown. */
export class CompletionEngine {
  private readonly recent = new RecentSuggestions();
  private quietUntil = 0;

  constructor(
    private readonly port: EnginePort,
    private readonly clock: Clock,
  ) {}

  /** @returns what to show as ghost text, if anything. Ends at once, without a request, when `signal` is aborted. */
  async suggest(snapshot: Snapshot, signal: AbortSignal): Promise<Suggestion | undefined> {
    const known = this.recent.find(snapshot);
    if (known) {
      return known;
    }
    if (!snapshot.explicit && (!isUsefulPlace(snapshot) || this.clock.now() < this.quietUntil)) {
      return undefined;
    }
    if (!snapshot.explicit && lineBefore(snapshot).trim() !== "") {
      await this.clock.wait(WAIT_MS, signal);
    }
    if (signal.aborted) {
      return undefined;
    }
    const suggestion = await this.ask(snapshot, signal);
    if (suggestion) {
      this.recent.add(snapshot, suggestion);
    }
    return suggestion;
  }

  private async ask(snapshot: Snapshot, signal: AbortSignal): Promise<Suggestion | undefined> {
    const extent = extentAt(snapshot);
    const request: FimRequest = {
      model: this.port.model(),
      prefix: snapshot.prefix,
      suffix: snapshot.suffix,
      maxTokens: MAX_TOKENS[extent],
      stop: stopsFor(extent, snapshot),
      temperature: TEMPERATURE,
    };
    let text = "";
    let ended: "stop" | "length" | undefined;
    for await (const event of this.port.ask(request, signal)) {
      if (event.kind === "problem") {
        this.backOff(event.problem);
        this.port.problem(event.problem);
        return undefined;
      }
      if (event.kind === "end") {
        ended = event.reason;
        break;
      }
      text = (text + event.text.replaceAll("\r", "")).slice(0, MAX_CHARACTERS);
      const end = endOf(text, snapshot, extent, false);
      if (end !== undefined) {
        return trimmed(text.slice(0, end), snapshot, { cut: false });
      }
      if (text.length === MAX_CHARACTERS) {
        ended = "length";
        break;
      }
    }
    if (ended === undefined) {
      return undefined;
    }
    const end = endOf(text, snapshot, extent, true);
    return trimmed(text.slice(0, end), snapshot, { cut: ended === "length" && end === undefined });
  }

  private backOff(problem: ApiProblem): void {
    if (problem.kind === "rateLimited") {
      this.quietUntil = this.clock.now() + (problem.retryAfterMs ?? BACK_OFF_MS);
    }
  }
}

/** Sent so that the server stops too; where exactly a suggestion ends, the stop rules say. */
function stopsFor(extent: Extent, snapshot: Snapshot): readonly string[] {
  if (extent === "line") {
    return ["\n"];
  }
  // On an empty line the model may begin with more line ends; a stop there would leave nothing.
  return lineBefore(snapshot).trim() === "" ? [] : ["\n\n\n"];
}

function endOf(text: string, snapshot: Snapshot, extent: Extent, complete: boolean): number | undefined {
  const ends = STOP_RULES.map((rule) => rule.end(text, snapshot, extent, complete)).filter((end) => end !== undefined);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}
