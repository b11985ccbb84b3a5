import type { CompletionChunk } from "@mistralai/mistralai/models/components/completionchunk";
import { unlessAborted } from "./abort";
import { isProblem, type MistralClient } from "./client";
import type { Connection } from "./connection";
import type { ApiProblem } from "./errors";
import type { StreamRequest } from "./exchange";
import { backoffMs } from "./gate/backoff";
import type { Pass, Ticket } from "./gate/gate";
import { hedged } from "./hedge";
import { RULES } from "./purpose";
import { aboutTokens } from "./usage";

/** Why a request has not been sent yet. */
export interface Wait {
  readonly kind: "waiting";
  /** Milliseconds since 1970; may move, and is then said again. */
  readonly until: number;
  /** From 1. */
  readonly attempt: number;
  readonly attempts: number;
  /** What came of the attempt before; undefined for the first. */
  readonly problem?: ApiProblem;
}

export type StreamEvent =
  | Wait
  /** The request leaves. */
  | { readonly kind: "sent" }
  | { readonly kind: "chunk"; readonly chunk: CompletionChunk };

const MAY_PASS: ReadonlySet<ApiProblem["kind"]> = new Set([
  "rateLimited",
  "serverError",
  "truncated",
  "failedInStream",
]);
/** Another key, or its server, may do what this one does not. */
const OF_THE_KEY: ReadonlySet<ApiProblem["kind"]> = new Set(["refusedKey", "unusableModel", "notFound"]);

/**
 * Asks a server, as soon as a key may be used, and again where that helps and nothing has been said yet. Returns what
 * went wrong in the end, if anything did; a cancelled request is no problem. Leaving it early cuts it.
 */
export async function* readStream(
  client: MistralClient,
  request: StreamRequest,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent, ApiProblem | undefined> {
  const { purpose, model, outgoing } = request;
  const { attempts } = RULES[purpose];
  let problem: ApiProblem | undefined;
  for (let attempt = 1; ; attempt++) {
    const connections = await unlessAborted(client.connections(purpose), signal);
    if (connections === undefined) {
      return undefined;
    }
    if (isProblem(connections)) {
      return connections;
    }
    const ticket = { purpose, model, tokens: aboutTokens(outgoing.characters), connections };
    const pass = yield* admitted(client, { ...ticket, notBeforeMs: pauseBefore(attempt, problem) }, signal, {
      ...{ attempt, attempts },
      ...(problem ? { problem } : {}),
    });
    if (!pass) {
      return undefined;
    }
    const said = yield* answer(client, request, ticket, pass, signal);
    problem = said.problem;
    if (problem === undefined || signal.aborted) {
      return undefined;
    }
    if (said.something || attempt === attempts || !mayHelp(client, problem, model, connections)) {
      return asOfNow(client, problem, ticket);
    }
  }
}

/** Waits for the right to send, and says for how long. Undefined if it is no longer wanted. */
async function* admitted(
  client: MistralClient,
  ticket: Ticket,
  signal: AbortSignal,
  facts: Omit<Wait, "kind" | "until">,
): AsyncGenerator<StreamEvent, Pass | undefined> {
  const left = new AbortController();
  let until: number | undefined;
  let tell = () => {};
  const entering = client.gate.enter(ticket, AbortSignal.any([signal, left.signal]), (moment) => {
    until = moment;
    tell();
  });
  let pass: Pass | undefined;
  try {
    for (;;) {
      if (until !== undefined) {
        const event: Wait = { kind: "waiting", until, ...facts };
        until = undefined;
        yield event;
      }
      const told = new Promise<"told">((resolve) => {
        tell = () => resolve("told");
      });
      const first = until === undefined ? await Promise.race([entering, told]) : "told";
      if (first !== "told") {
        pass = first;
        return pass;
      }
    }
  } finally {
    if (!pass) {
      left.abort();
      void entering.then((late) => late?.done({}));
    }
  }
}

async function* answer(
  client: MistralClient,
  request: StreamRequest,
  ticket: Ticket,
  pass: Pass,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent, { readonly problem: ApiProblem | undefined; readonly something: boolean }> {
  let something = false;
  try {
    yield { kind: "sent" };
    const chunks = hedged(client, request, ticket, pass, signal);
    try {
      for (let next = await chunks.next(); ; next = await chunks.next()) {
        if (next.done) {
          return { problem: next.value, something };
        }
        something = true;
        yield { kind: "chunk", chunk: next.value };
      }
    } finally {
      await chunks.return(undefined);
    }
  } finally {
    // Left before the exchange had begun.
    pass.done({});
  }
}

/** Where a limit is reached, the gate knows how long it takes; a fault of the server's passes or does not. */
function pauseBefore(attempt: number, problem: ApiProblem | undefined): number {
  return problem?.kind === "serverError" || problem?.kind === "truncated" || problem?.kind === "failedInStream"
    ? backoffMs(attempt - 1, Math.random())
    : 0;
}

function mayHelp(
  client: MistralClient,
  problem: ApiProblem,
  model: string,
  connections: readonly Connection[],
): boolean {
  return MAY_PASS.has(problem.kind) || (OF_THE_KEY.has(problem.kind) && hasAnother(client, model, connections));
}

function hasAnother(client: MistralClient, model: string, connections: readonly Connection[]): boolean {
  return client.gate.asideAmong(connections, model).length < connections.length;
}

/** When the limit ends depends on the other keys too. */
function asOfNow(client: MistralClient, problem: ApiProblem, ticket: Ticket): ApiProblem {
  const wait = problem.kind === "rateLimited" ? client.gate.waitMs(ticket) : Number.NaN;
  return problem.kind === "rateLimited" && Number.isFinite(wait) ? { ...problem, retryAfterMs: wait } : problem;
}

/** Whether an answer is whole or was cut at a limit, by its `finish_reason`. */
export function endOf(finishReason: string): "stop" | "length" {
  return finishReason === "length" || finishReason === "model_length" ? "length" : "stop";
}
