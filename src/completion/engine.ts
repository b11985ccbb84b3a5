import type { ApiProblem } from "../mistral/errors";
import type { FimEvent, FimRequest } from "../mistral/fim";
import type { Source } from "../mistral/request";
import { type AnswerFacts, Answers, type Known } from "./answers/answers";
import type { Clock } from "../mistral/clock";
import type { Extent } from "./extent";
import { accepting, Flight } from "./flight";
import { moveAbove } from "./moveAbove";
import type { Pace } from "./pace";
import type { MemberFilter } from "./semantic/memberFilter";
import type { Precedence } from "./precedence";
import { placeProblem, switchedPlace } from "./place";
import { CacheKeys, promptFor } from "./prompt";
import type { Quiet } from "./quiet";
import { Silence } from "./silence";
import type { Snapshot, Suggestion } from "./snapshot";
import type { Syntax } from "./syntax";
import { type SpeedLog, timed } from "./timed";
import { TypedAlong } from "./typedAlong";

/** What the engine needs of the world. */
export interface EnginePort {
  /** Asks the model; aborting cuts the request over HTTP. */
  ask(request: FimRequest, signal: AbortSignal): AsyncGenerator<FimEvent, void>;
  /** The fill-in-the-middle model's name. */
  model(): string;
  /** Text of other places, ready to stand ahead of the prefix, and where it is from; it changes seldom. */
  context(snapshot: Snapshot): GivenContext;
  /** Nobody is to be disturbed by it. */
  problem(problem: ApiProblem): void;
  /** Whether the person wants nothing suggested in comments, or in strings, of this language. */
  isOff(where: "inComment" | "inString", languageId: string): boolean;
  /** Why nothing is shown at a place, for whoever wonders. */
  quiet(snapshot: Snapshot, reason: Quiet): void;
}

export interface GivenContext {
  readonly text: string;
  readonly sources: readonly Source[];
}

export const NO_CONTEXT: GivenContext = { text: "", sources: [] };

/** Who knows what. */
export interface EngineParts {
  readonly pace: Pace;
  readonly speed: SpeedLog;
  readonly syntax?: Syntax;
  readonly members?: Pick<MemberFilter, "prepare" | "ready" | "allows">;
  /** Hears what somebody waits for. */
  readonly precedence?: Pick<Precedence, "give">;
}

/** A suggestion, and how it came to be. */
export interface Suggested extends Suggestion {
  readonly extent: Extent;
  /** `typed`: the rest of what was begun; `cached`, `ahead`: known before; `stream`: from a request already under way. */
  readonly source: "typed" | "cached" | "ahead" | "stream" | "asked";
}

/** Code is completed as it most likely goes on … */
const TEMPERATURE = 0;
/** … and alternatives are what it says when it is free to. */
const ALTERNATIVE_TEMPERATURE = 0.7;
const ALTERNATIVES = 2;
/** The first answer waits no longer than this for the others. */
const ALTERNATIVES_WAIT_MS = 1_500;
/** After a 429 without a `Retry-After` nothing is asked for this long. */
const BACK_OFF_MS = 10_000;

const SWITCHES = ["inComment", "inString"] as const;

/** Decides whether, when and what to ask, and what of the answer is shown. */
export class CompletionEngine {
  private readonly answers = new Answers();
  private readonly flights = new Set<Flight>();
  private readonly along = new TypedAlong();
  private readonly cacheKeys = new CacheKeys();
  /** Of explicit requests, besides the likeliest answer. */
  private readonly alternatives = new Set<Flight>();
  private quietUntil = Number.NEGATIVE_INFINITY;
  private readonly silence = new Silence();
  /** Where the cursor is. */
  private real: Snapshot | undefined;

  constructor(
    private readonly port: EnginePort,
    private readonly clock: Clock,
    private readonly parts: EngineParts,
  ) {}

  /**
   * A key has changed the text. What is under way and no longer fits is cut over HTTP, and what is worth it is asked for
   * now: an editor calls `suggest` only some time after the last key.
   */
  typed(snapshot: Snapshot): void {
    this.followMove(snapshot);
    const wasAccepted = this.along.typed(snapshot);
    this.cutWhatDisagrees(snapshot);
    const isTime = wasAccepted || this.parts.pace.waitAt(snapshot) === 0;
    if (isTime && !this.answers.find(snapshot) && this.isWorthAsking(snapshot) && this.mayAsk(snapshot)) {
      this.ask(snapshot);
    }
  }

  /** The cursor was put somewhere else. Who reads sends nothing: it is the first key that asks. */
  jumped(snapshot: Snapshot): void {
    this.cutWhatDisagrees(snapshot);
  }

  /**
   * @returns what to show as ghost text; several, the likeliest first, if the person asked for it. Ends at once when
   * `signal` is aborted.
   */
  async suggest(snapshot: Snapshot, signal: AbortSignal): Promise<readonly Suggested[]> {
    if (!snapshot.explicit) {
      const only = await this.first(snapshot, signal);
      return only ? [only] : [];
    }
    const alternatives = this.askAlternatives(snapshot, signal);
    const first = await this.first(snapshot, signal);
    const all = first ? [first, ...(await alternatives)] : await alternatives;
    return signal.aborted ? [] : all.filter(({ text }, at) => all.findIndex((other) => other.text === text) === at);
  }

  /** Cuts all that is under way. */
  dispose(): void {
    for (const flight of [...this.flights, ...this.alternatives]) {
      flight.cut();
    }
  }

  /** What was changed above the cursor, as by an import that is added, takes nothing away that was asked for the cursor's place. */
  private followMove(snapshot: Snapshot): void {
    const move = this.real && moveAbove(this.real, snapshot);
    if (move) {
      this.answers.moved(move);
      for (const flight of this.flights) {
        flight.moved(move);
      }
    }
  }

  private async first(snapshot: Snapshot, signal: AbortSignal): Promise<Suggested | undefined> {
    let waited: "stream" | "asked" | undefined;
    while (!signal.aborted) {
      this.cutWhatDisagrees(snapshot);
      const known = this.answers.find(snapshot);
      if (known && (known.suggestion || !snapshot.explicit || waited === "asked")) {
        if (!known.suggestion || !(await this.hasMember(snapshot, known.suggestion, waited !== undefined))) {
          this.port.quiet(snapshot, known.suggestion ? "filtered" : (this.placeProblem(snapshot) ?? "noAnswer"));
          return undefined;
        }
        this.askAhead(snapshot, known.suggestion);
        return this.suggestedOf(known.suggestion, known, waited);
      }
      const underWay = this.flightsFor(snapshot);
      const flights = underWay.length > 0 ? underWay : await this.askInTime(snapshot, signal);
      if (flights.length === 0) {
        return undefined;
      }
      waited = underWay.length > 0 && waited !== "asked" ? "stream" : "asked";
      await progressOfAny(flights, signal);
      const hasFailed = flights.every((flight) => flight.over && flight.snapshot.prefix === snapshot.prefix);
      if (hasFailed && !this.answers.find(snapshot)) {
        this.port.quiet(snapshot, "problem");
        return undefined;
      }
    }
    return undefined;
  }

  /** What is known of members by then counts; what was there before is not kept waiting for it. */
  private async hasMember(snapshot: Snapshot, suggestion: Suggestion, isNew: boolean): Promise<boolean> {
    const { members } = this.parts;
    if (isNew) {
      await members?.ready(snapshot);
    }
    return members?.allows(snapshot, suggestion) ?? true;
  }

  private suggestedOf(
    suggestion: Suggestion,
    { facts, typed }: Known,
    waited: "stream" | "asked" | undefined,
  ): Suggested {
    const source = waited ?? sourceOf(facts, typed);
    if (source !== "typed") {
      this.along.begin();
    }
    return { ...this.along.shortened(suggestion), extent: facts.extent, source };
  }

  private async askInTime(snapshot: Snapshot, signal: AbortSignal): Promise<readonly Flight[]> {
    if (!this.mayAsk(snapshot)) {
      return [];
    }
    this.port.quiet(snapshot, "typing");
    await this.clock.wait(this.parts.pace.waitAt(snapshot), signal);
    if (signal.aborted) {
      return [];
    }
    const underWay = this.flightsFor(snapshot);
    return underWay.length > 0 ? underWay : [this.ask(snapshot)];
  }

  private isUnknown(snapshot: Snapshot): boolean {
    return !this.answers.find(snapshot) && this.flightsFor(snapshot).length === 0;
  }

  /** Nothing is under way, or what is has not said a word yet and might be wrong. */
  private isWorthAsking(snapshot: Snapshot): boolean {
    const underWay = this.flightsFor(snapshot);
    return underWay.length < this.parts.pace.atOnce(snapshot) && underWay.every((flight) => flight.isSilent);
  }

  private mayAsk(snapshot: Snapshot): boolean {
    if (snapshot.explicit) {
      return true;
    }
    const isLimited = this.clock.now() < this.quietUntil;
    const hasNothing = this.silence.lastsAt(snapshot) ? "noAnswer" : undefined;
    const reason = isLimited ? "limited" : (this.placeProblem(snapshot) ?? hasNothing);
    if (reason) {
      this.port.quiet(snapshot, reason);
    }
    return reason === undefined;
  }

  private placeProblem(snapshot: Snapshot): Quiet | undefined {
    return placeProblem(snapshot) ?? this.switchedOff(snapshot);
  }

  /** Most people have nothing switched off, and then the key waits for no parser. */
  private switchedOff(snapshot: Snapshot): Quiet | undefined {
    const off = SWITCHES.filter((where) => this.port.isOff(where, snapshot.languageId));
    const where = off.length > 0 ? switchedPlace(this.parts.syntax?.placeAt(snapshot)) : undefined;
    return where && off.includes(where) ? where : undefined;
  }

  /** Asks for the place where the cursor is. */
  private ask(snapshot: Snapshot): Flight {
    this.parts.members?.prepare(snapshot);
    const flight = this.launch(snapshot);
    void this.parts.precedence?.give(flight.answered());
    return flight;
  }

  private launch(snapshot: Snapshot): Flight {
    this.parts.pace.asked();
    const flight = this.flightTo(snapshot, TEMPERATURE, this.parts.pace.ahead(snapshot), (place, suggestion, facts) =>
      this.answers.add(place, suggestion, facts),
    );
    this.flights.add(flight);
    void flight.run().finally(() => {
      this.flights.delete(flight);
      if (flight.isEmpty || !flight.isSilent) {
        this.silence.answered(flight.snapshot, flight.isEmpty);
      }
    });
    return flight;
  }

  private flightTo(
    snapshot: Snapshot,
    temperature: number,
    ahead: number,
    found: (place: Snapshot, suggestion: Suggestion | undefined, facts: AnswerFacts) => void,
  ): Flight {
    const context = this.port.context(snapshot);
    const { prompt, suffix } = promptFor(snapshot, context.text);
    const request: FimRequest = {
      model: this.port.model(),
      prefix: prompt,
      suffix,
      contextLength: context.text.length,
      maxTokens: this.parts.pace.maxTokens(snapshot),
      stop: [],
      temperature,
      promptCacheKey: this.cacheKeys.of(snapshot),
      sources: [documentOf(snapshot), ...context.sources],
    };
    return new Flight({
      snapshot,
      ahead,
      found,
      syntax: this.parts.syntax,
      open: (signal) => timed(this.port.ask(request, signal), this.clock, this.parts.speed),
      extent: (place) => this.parts.pace.extentAt(place, this.parts.syntax),
      problem: (problem) => {
        this.backOff(problem);
        this.port.problem(problem);
      },
    });
  }

  private async askAlternatives(snapshot: Snapshot, signal: AbortSignal): Promise<readonly Suggested[]> {
    const found: Suggested[] = [];
    const flights = Array.from({ length: ALTERNATIVES }, () =>
      this.flightTo(snapshot, ALTERNATIVE_TEMPERATURE, 0, (_, suggestion, { extent }) => {
        if (suggestion) {
          found.push({ ...suggestion, extent, source: "asked" });
        }
      }),
    );
    for (const flight of flights) {
      this.alternatives.add(flight);
    }
    const patience = new AbortController();
    await Promise.race([
      Promise.all(flights.map(async (flight) => flight.run())),
      this.clock.wait(ALTERNATIVES_WAIT_MS, AbortSignal.any([signal, patience.signal])),
    ]);
    patience.abort();
    for (const flight of flights) {
      flight.cut();
      this.alternatives.delete(flight);
    }
    return found;
  }

  /** When what is shown will probably be accepted and nothing is known behind it, what comes then is asked for now. */
  private askAhead(snapshot: Snapshot, shown: Suggestion | undefined): void {
    if (shown && this.parts.pace.expectsAcceptance(snapshot)) {
      const place = accepting(snapshot, shown);
      if (this.isUnknown(place) && this.clock.now() >= this.quietUntil && !this.placeProblem(place)) {
        this.launch(place);
      }
    }
  }

  private flightsFor(snapshot: Snapshot): readonly Flight[] {
    return [...this.flights].filter((flight) => !flight.over && flight.leadsTo(snapshot));
  }

  /** What is only supposed to be there contradicts nothing that was asked for what is. */
  private cutWhatDisagrees(snapshot: Snapshot): void {
    const places = snapshot.supposed && this.real ? [snapshot, this.real] : [snapshot];
    this.real = snapshot.supposed ? this.real : snapshot;
    for (const flight of this.flights) {
      if (!places.some((place) => flight.leadsTo(place) || flight.isAheadOf(place))) {
        flight.cut();
      }
    }
  }

  private backOff(problem: ApiProblem): void {
    if (problem.kind === "rateLimited") {
      this.quietUntil = this.clock.now() + (problem.retryAfterMs ?? BACK_OFF_MS);
    }
  }
}

function documentOf({ path, lines, prefix, suffix }: Snapshot): Source {
  return { path, ...(lines ? { lines } : {}), characters: prefix.length + suffix.length };
}

async function progressOfAny(flights: readonly Flight[], signal: AbortSignal): Promise<void> {
  const enough = new AbortController();
  const either = AbortSignal.any([signal, enough.signal]);
  await Promise.race(flights.map((flight) => flight.progress(either)));
  enough.abort();
}

function sourceOf({ ahead }: AnswerFacts, typed: number): Suggested["source"] {
  return typed > 0 ? "typed" : ahead ? "ahead" : "cached";
}
