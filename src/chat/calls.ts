import { unlessAborted } from "../mistral/abort";
import type { ToolCall } from "../mistral/messages";
import { type PreparedCall, prepareCall } from "./callTool";
import type { ChatEvent } from "./protocol";
import {
  type Effect,
  failure,
  type Outcome,
  type Permit,
  type Refusal,
  type Tool,
  type ToolContext,
} from "./tools/tool";

/** So many files at once keep a disk busy; more only take memory. */
const AT_ONCE = 8;

export interface CallParts {
  readonly tools: readonly Tool[];
  readonly context: Omit<ToolContext, "permit">;
  readonly consent: CallConsent;
}

/** The person's word on what calls would do. */
export interface CallConsent {
  /** Waits for the person where it must, see `Consent`. */
  permit(
    call: ToolCall,
    effects: readonly Effect[],
    signal: AbortSignal,
  ): Promise<Permit | { readonly refusal: Refusal } | undefined>;
  /** Whether the conversation holds text from outside of the workspace already. */
  isTainted(): boolean;
}

export interface Result extends Outcome {
  readonly call: ToolCall;
}

interface Job {
  readonly call: ToolCall;
  readonly ready: PreparedCall;
}

/**
 * Runs the calls of one answer. Those that only read run side by side; one that changes something begins when all before it are
 * done, and those behind it wait for it. When `signal` is aborted nobody waits for what runs, and what has not begun never does.
 * @returns what came of them, in the order of the calls; fewer if it was stopped
 */
export async function* runCalls(
  calls: readonly ToolCall[],
  parts: CallParts,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, Result[]> {
  const jobs = calls.map((call): Job => ({ call, ready: prepareCall(call, parts.tools) }));
  for (const { call, ready } of jobs) {
    yield { kind: "toolCall", ...call, label: ready.label, ...(ready.place ? { place: ready.place } : {}) };
  }
  const outcomes = new Map<Job, Outcome>();
  for (const together of groupsOf(jobs)) {
    for await (const { job, outcome } of sideBySide(together, parts, signal)) {
      outcomes.set(job, outcome);
      const { foreign, ...result } = outcome;
      if (foreign !== undefined && !parts.consent.isTainted()) {
        // First, so that whatever ends this window never leaves the text without the taint.
        yield { kind: "tainted", by: foreign };
      }
      yield { kind: "toolResult", id: job.call.id, ...result };
    }
  }
  return jobs.flatMap((job) => {
    const outcome = outcomes.get(job);
    return outcome ? [{ call: job.call, ...outcome }] : [];
  });
}

/** What may run at the same time, in order. */
function groupsOf(jobs: readonly Job[]): readonly (readonly Job[])[] {
  const groups: Job[][] = [];
  let reading: Job[] | undefined;
  for (const job of jobs) {
    const isReading = job.ready.effects.every(({ kind }) => kind === "reads");
    if (isReading && reading) {
      reading.push(job);
    } else {
      const group = [job];
      groups.push(group);
      reading = isReading ? group : undefined;
    }
  }
  return groups;
}

interface Ended {
  readonly job: Job;
  readonly outcome: Outcome;
}

/** Whichever ends first comes first. What was done before it was stopped is told, too. */
async function* sideBySide(jobs: readonly Job[], parts: CallParts, signal: AbortSignal): AsyncGenerator<Ended, void> {
  const queued = [...jobs];
  const running = new Map<Job, Promise<{ readonly job: Job; readonly outcome: Outcome | undefined }>>();
  for (;;) {
    while (running.size < AT_ONCE && !signal.aborted) {
      const job = queued.shift();
      if (job === undefined) {
        break;
      }
      const work = runPermitted(job, parts, signal);
      running.set(
        job,
        work.then((outcome) => ({ job, outcome })),
      );
    }
    if (running.size === 0) {
      return;
    }
    const { job, outcome } = await Promise.race(running.values());
    running.delete(job);
    if (outcome) {
      yield { job, outcome };
    }
  }
}

/** @returns undefined if it was stopped; a call that waited for the person then is told to be refused */
async function runPermitted(
  { call, ready }: Job,
  { consent, context }: CallParts,
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  const permit = await consent.permit(call, ready.effects, signal);
  if (permit === undefined) {
    return undefined;
  }
  if ("refusal" in permit) {
    return refused(permit.refusal);
  }
  const [unanswered] = signal.aborted ? permit.refused.values() : [];
  return unanswered ? refused(unanswered) : unlessAborted(ready.run({ ...context, permit }, signal), signal);
}

function refused({ sentence, told }: Refusal): Outcome {
  return failure(sentence, told);
}
