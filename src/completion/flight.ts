import type { ApiProblem } from "../mistral/errors";
import type { FimEvent } from "../mistral/fim";
import { isBlank, isSameLine } from "./lines";
import { type MoveAbove, moved } from "./moveAbove";
import { lineAfter, lineBefore, linesBelow, type Snapshot, type Suggestion } from "./snapshot";
import type { AnswerFacts } from "./answers/answers";
import type { Extent } from "./extent";
import { endOf } from "./stop";
import type { Syntax } from "./syntax";
import { trimmed } from "./trim";

/** A server that keeps to no limit is left here. */
const MAX_CHARACTERS = 4_000;
/** A line that may end here. Behind an operator, a dot or an opening bracket more of it has to come. */
const FINISHED = /[\p{L}\p{N}_$)\]}"'`;,>]\s*$/u;
/** Blank lines and the next line's indentation, which stand between one suggestion and the next. */
const BETWEEN = /^(?:[ \t]*\n)*[ \t]*/;

/** What a flight is given, and whom it tells. */
export interface FlightPlan {
  readonly snapshot: Snapshot;
  /** Opens the stream; aborting cuts it over HTTP. */
  open(signal: AbortSignal): AsyncGenerator<FimEvent, void>;
  readonly syntax: Syntax | undefined;
  /** How much is shown at once at a place. */
  extent(snapshot: Snapshot): Extent;
  /** So many suggestions more are taken along from what the model goes on to say. */
  readonly ahead: number;
  /** What is to be shown at a place, once it is known; undefined: nothing. */
  found(snapshot: Snapshot, suggestion: Suggestion | undefined, facts: AnswerFacts): void;
  problem(problem: ApiProblem): void;
}

/**
 * One request while it streams. The answer is cut into suggestions, each of which begins where the one before it would
 * leave the cursor if it were accepted: the first is what was asked for, the others are ahead of time.
 */
export class Flight {
  private origin: Snapshot;
  private readonly abort = new AbortController();
  /** The suggestions found so far, as they would stand in the document one after the other. */
  private said = "";
  /** What has arrived and belongs to no suggestion yet. */
  private raw = "";
  /** Where the next suggestion begins. */
  private place: Snapshot;
  private count = 0;
  private isOver = false;
  private saidAllOfNothing = false;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly plan: FlightPlan) {
    this.origin = plan.snapshot;
    this.place = plan.snapshot;
  }

  /** The place that it was asked for. */
  get snapshot(): Snapshot {
    return this.origin;
  }

  /** What has changed above it changes nothing for what is asked. */
  moved(move: MoveAbove): void {
    const prefix = moved(move, this.origin);
    if (prefix !== undefined) {
      this.origin = { ...this.origin, prefix };
      this.place = { ...this.place, prefix: moved(move, this.place) ?? this.place.prefix };
    }
  }

  get over(): boolean {
    return this.isOver;
  }

  /** The model has ended its answer, and there was nothing in it. */
  get isEmpty(): boolean {
    return this.saidAllOfNothing;
  }

  /** Nothing has arrived yet. */
  get isSilent(): boolean {
    return this.said === "" && this.raw === "";
  }

  /** Ends the stream, over HTTP too. What has been found stays known. */
  cut(): void {
    this.abort.abort();
    this.end();
  }

  /** Whether what stands before the cursor may still come out as the model says. */
  leadsTo({ document, prefix }: Snapshot): boolean {
    const start = this.snapshot;
    if (document !== start.document || !prefix.startsWith(start.prefix)) {
      return false;
    }
    const typed = prefix.slice(start.prefix.length);
    const arrived = this.said + this.raw;
    return arrived.startsWith(typed) || typed.startsWith(arrived) || typed.startsWith(arrived.trimStart());
  }

  /** Whether it was asked for a place that is still to come. */
  isAheadOf({ document, prefix }: Snapshot): boolean {
    const start = this.snapshot;
    return document === start.document && start.prefix.length > prefix.length && start.prefix.startsWith(prefix);
  }

  /** Settles when more is known, when nothing more comes, or when `signal` is aborted. */
  progress(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (this.isOver || signal.aborted) {
        resolve();
        return;
      }
      const done = () => {
        this.waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      this.waiting.add(done);
      signal.addEventListener("abort", done, { once: true });
    });
  }

  /** Settles when the suggestion that was asked for is known, or nothing comes. */
  async answered(): Promise<void> {
    const { signal } = new AbortController();
    while (!this.isOver && this.count === 0) {
      await this.progress(signal);
    }
  }

  /** Reads the stream until nothing more of it is wanted. Never throws. */
  async run(): Promise<void> {
    let ended: "stop" | "length" | undefined;
    for await (const event of this.plan.open(this.abort.signal)) {
      if (this.isOver) {
        break;
      }
      if (event.kind === "problem") {
        this.plan.problem(event.problem);
        break;
      }
      if (event.kind === "end") {
        ended = event.reason;
        break;
      }
      if (event.kind === "sent") {
        continue;
      }
      const text = event.text.replaceAll("\r", "");
      this.raw += text;
      if (!this.isFencing() && beginsLine(this.raw, text)) {
        while (!this.isOver && this.take(false));
        this.tell();
      }
      if (this.isOver || this.said.length + this.raw.length > MAX_CHARACTERS) {
        break;
      }
    }
    this.saidAllOfNothing = ended !== undefined && this.isSilent;
    while (!this.isOver && this.take(ended !== undefined, ended === "length"));
    if (ended !== undefined && this.count === 0) {
      this.plan.found(this.snapshot, undefined, { extent: this.plan.extent(this.snapshot), ahead: false });
    }
    this.end();
  }

  /** Takes the next suggestion from what has arrived, if its end is known. */
  private take(complete: boolean, cut = false): boolean {
    const between = this.betweenSuggestions();
    const text = this.raw.slice(between.length);
    if (text === "") {
      return false;
    }
    const place = { ...this.place, prefix: this.place.prefix + between };
    const extent = this.plan.extent(place);
    if (this.count > 0 && comesToLineBelow(text, place, complete)) {
      this.plan.found(this.place, undefined, { extent, ahead: true });
      this.cut();
      return true;
    }
    const end = endOf(text, place, extent, complete, this.plan.syntax);
    if (end === undefined && !complete) {
      return false;
    }
    const suggestion = trimmed(text.slice(0, end), place, { cut: cut && end === undefined });
    const whole = suggestion && { ...suggestion, text: between + suggestion.text };
    this.plan.found(this.place, whole, { extent, ahead: this.count > 0 });
    if (whole) {
      this.said += whole.text;
      this.place = accepting(this.place, whole);
      this.raw = text.slice(end ?? text.length);
    }
    this.count++;
    // What stands behind the cursor then is typed over or passed by; what the model would say there is not known.
    const goesOn = whole && this.count <= this.plan.ahead && lineAfter(this.place).trim() === "";
    if (!goesOn) {
      this.cut();
    }
    this.tell();
    return true;
  }

  /** What stands between the suggestion before, or a line that is finished, and the next line. */
  private betweenSuggestions(): string {
    const follows = this.count > 0 || (FINISHED.test(lineBefore(this.place)) && lineAfter(this.place).trim() === "");
    const between = follows ? (BETWEEN.exec(this.raw)?.[0] ?? "") : "";
    return this.count > 0 || between.includes("\n") ? between : "";
  }

  /** Takes off the Markdown fence that an answer of whole lines begins with. True while that fence is on its way. */
  private isFencing(): boolean {
    const { languageId } = this.snapshot;
    if (this.count > 0 || languageId === "markdown" || !isBlank(lineBefore(this.place)) || !/^\s*`/.test(this.raw)) {
      return false;
    }
    const fence = /^\s*```[^\n]*\n/.exec(this.raw)?.[0];
    this.raw = this.raw.slice(fence?.length ?? 0);
    return fence === undefined && /^\s*(?:`{1,2}|```[^\n`]*)$/.test(this.raw);
  }

  private end(): void {
    this.isOver = true;
    this.tell();
  }

  private tell(): void {
    for (const done of [...this.waiting]) {
      done();
    }
  }
}

/** What the model goes on with is what stands below the cursor already. */
function comesToLineBelow(text: string, place: Snapshot, complete: boolean): boolean {
  const [line = "", ...more] = text.split("\n");
  const [below] = linesBelow(place);
  return (complete || more.length > 0) && below !== undefined && isSameLine(line, below.trimStart());
}

/** Whether a line has ended with what has just arrived, or begun: only then can more be told of where a suggestion ends. */
function beginsLine(all: string, arrived: string): boolean {
  const last = all.slice(all.lastIndexOf("\n") + 1).trimStart();
  return arrived.includes("\n") || last.length <= arrived.length;
}

/** The place once a suggestion is accepted. */
export function accepting(snapshot: Snapshot, { text, replaces }: Suggestion): Snapshot {
  return {
    ...snapshot,
    explicit: false,
    prefix: snapshot.prefix + text,
    suffix: snapshot.suffix.slice(replaces),
  };
}
