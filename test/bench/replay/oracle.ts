import { createHash } from "node:crypto";
import type { FimEvent, FimRequest } from "../../../src/mistral/fim";
import { NO_USAGE } from "../../../src/mistral/usage";
import { seededRandom } from "../../mistral/random";
import { countTokens, splitTokens } from "../../mistral/tokens";
import type { Task } from "./task";
import type { Time } from "./virtualClock";

export interface OracleOptions {
  readonly seed: number;
  /** The share of places where it knows what comes, 0 to 1. */
  readonly right: number;
  /** Median of the time to the first token, in milliseconds. It is distributed log-normally. */
  readonly latency: number;
  /** From one token to the next, in milliseconds. */
  readonly tokenTime: number;
  /** Lines that a wrong answer may consist of. */
  readonly elsewhere: readonly string[];
}

/** How much the time to the first token varies: its 95th percentile is 1.64 times the median. */
const SIGMA = 0.3;
/** How often an answer that is right otherwise comes in a Markdown fence, or with a first line indented wrongly. */
const FENCED = 0.03;
const MISINDENTED = 0.05;
/** How often it goes on with the lines that stand below already; else it stops or goes on with something else. */
const REPEATS_SUFFIX = 0.4;
const STOPS = 0.3;
/** Behind the useful end so many lines more. */
const RUNS_ON = 6;
/** A request is placed by the last so many characters of its prefix. */
const TAIL = 200;

/**
 * A server that knows the final file. Whether it is right at a place is decided for good, by a hash: in a line that it
 * is right about it says the rest of the line, and goes on as long as it is right at the beginning of the next one.
 */
export class Oracle {
  readonly prompts: string[] = [];
  generated = 0;
  private count = 0;

  constructor(
    private readonly clock: Time,
    private readonly options: OracleOptions,
  ) {}

  task: Task | undefined;
  /** How much of the task's text stands in the editor. */
  progress = 0;

  async *ask(request: FimRequest, signal: AbortSignal): AsyncGenerator<FimEvent, void> {
    this.prompts.push(`${request.suffix}\u0000${request.prefix}`);
    const random = seededRandom(this.options.seed * 7919 + this.count++);
    const tokens = splitTokens(this.answer(request));
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let pause = this.options.latency * Math.exp(SIGMA * normal);
    for (const [at, text] of tokens.entries()) {
      if (at >= request.maxTokens) {
        yield { kind: "end", reason: "length", usage: NO_USAGE };
        return;
      }
      if (pause > 0) await this.clock.wait(pause, signal);
      if (signal.aborted) return;
      pause = this.options.tokenTime;
      this.generated++;
      yield { kind: "text", text };
    }
    if (tokens.length === 0) await this.clock.wait(pause, signal);
    if (!signal.aborted) yield { kind: "end", reason: "stop", usage: NO_USAGE };
  }

  /** Tokens of the prompts, and how many of them stood at the beginning of the prompt before. */
  promptTokens(): { all: number; shared: number } {
    let all = 0;
    let shared = 0;
    for (const [at, prompt] of this.prompts.entries()) {
      all += countTokens(prompt);
      shared += countTokens(prompt.slice(0, sharedLength(prompt, this.prompts[at - 1] ?? "")));
    }
    return { all, shared };
  }

  private answer(request: FimRequest): string {
    const { task } = this;
    if (!task) throw new Error("Nobody is typing.");
    const whole = task.before + task.text;
    const place = this.placeOf(request.prefix, whole);
    const stops = (text: string) => {
      const ends = request.stop.map((stop) => text.indexOf(stop)).filter((end) => end !== -1);
      return text.slice(0, Math.min(text.length, ...ends));
    };
    if (place === undefined) return stops(this.wrongLines(task, whole.length, "").join("\n"));
    return stops(this.answerAt(place, whole, task));
  }

  private answerAt(place: number, whole: string, task: Task): string {
    const random = seededRandom(this.hash(`${task.path} ${place} manner`));
    if (!this.isRight(task, contentAt(whole, place))) {
      const [first = "", ...others] = this.wrongLines(task, place, whole.slice(place, lineEnd(whole, place)));
      return [first.trimStart(), ...others].join("\n");
    }
    let end = place;
    let text = "";
    let diverged = false;
    while (end < whole.length) {
      const next = lineEnd(whole, end + (whole[end] === "\n" ? 1 : 0));
      const line = whole.slice(end, next);
      if (end > place && line.trim() !== "" && !this.isRight(task, contentAt(whole, end))) {
        diverged = true;
        text += `\n${this.wrongLines(task, end + 1, line, false).join("\n")}`;
        break;
      }
      text += line;
      end = next;
    }
    if (!diverged) {
      const manner = random();
      const below = task.after.split("\n").slice(0, RUNS_ON).join("\n");
      if (manner < REPEATS_SUFFIX) text += below;
      else if (manner < 1 - STOPS) text += `\n${this.wrongLines(task, whole.length, "", false).join("\n")}`;
    }
    const isAtLineStart = whole.slice(whole.lastIndexOf("\n", place - 1) + 1, place).trim() === "";
    if (random() < FENCED && isAtLineStart) return `\`\`\`${task.languageId}\n${text}\n\`\`\``;
    return random() < MISINDENTED && isAtLineStart ? `  ${text}` : text;
  }

  /** Lines from elsewhere, indented as here; in the middle of a line the first is only the end of one. */
  private wrongLines(task: Task, place: number, instead: string, isWithin = isWithinLine(task, place)): string[] {
    const random = seededRandom(this.hash(`${task.path} ${place} wrong`));
    const { elsewhere } = this.options;
    const whole = task.before + task.text;
    const lineStart = whole.lastIndexOf("\n", place - 1) + 1;
    const indent = /^[ \t]*/.exec(whole.slice(lineStart))?.[0] ?? "";
    const lines: string[] = [];
    while (lines.length < RUNS_ON) {
      const line = (elsewhere[Math.floor(random() * elsewhere.length)] ?? "").trim();
      if (lines.length > 0) {
        lines.push(indent + line);
        continue;
      }
      const ends = [...line.matchAll(/\b|(?<=\s)/g)].map(({ index }) => line.slice(index));
      const said = isWithin ? (ends[Math.floor(random() * ends.length)] ?? line) : indent + line;
      if (said.trim() !== "" && said.trim() !== instead.trim()) lines.push(said);
    }
    return lines;
  }

  private placeOf(prefix: string, whole: string): number | undefined {
    const here = (this.task?.before.length ?? 0) + this.progress;
    // Whatever stands ahead of the file's beginning is context; a line's indentation may have been left out.
    for (let place = here; ; place--) {
      if (prefix.endsWith(whole.slice(Math.max(0, place - TAIL), place))) return place;
      if (!/[ \t]/.test(whole.charAt(place - 1))) break;
    }
    const tail = prefix.slice(-TAIL);
    const found = whole.indexOf(tail, Math.max(0, here - TAIL));
    return found === -1 ? undefined : found + tail.length;
  }

  private isRight(task: Task, place: number): boolean {
    return seededRandom(this.hash(`${task.path} ${place}`))() < this.options.right;
  }

  private hash(text: string): number {
    return createHash("sha1").update(`${this.options.seed} ${text}`).digest().readUInt32LE();
  }
}

function isWithinLine({ before, text }: Task, place: number): boolean {
  const line = (before + text).slice(0, place).split("\n").at(-1) ?? "";
  return line.trim() !== "";
}

/** White space before it does not make it another place. */
function contentAt(whole: string, place: number): number {
  return place + (/^\s*/.exec(whole.slice(place, place + 400))?.[0].length ?? 0);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

function sharedLength(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}
