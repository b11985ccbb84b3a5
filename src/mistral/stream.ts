import { unlessAborted } from "./abort";
import { isProblem, type MistralClient } from "./client";
import type { Connection } from "./connection";
import type { ApiProblem } from "./errors";
import type { Request } from "./exchange";
import { backoffMs } from "./gate/backoff";
import type { Pass, Ticket } from "./gate/gate";
import { hedged } from "./hedge";
import { RULES } from "./purpose";
import { offers, type Service } from "./services";
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

export type StreamEvent<Part> =
  | Wait
  /** The request leaves. */
  | {
      readonly kind: "sent";
      /** As a person knows it. */
      readonly server: string;
    }
  | { readonly kind: "part"; readonly part: Part };

const MAY_PASS: ReadonlySet<ApiProblem["kind"]> = new Set([
  ...(["rateLimited", "serverError", "serverTimeout"] as const),
  ...(["reset", "truncated", "unfinished", "failedInStream"] as const),
]);
/** Any key and any server would say the same of the request. */
const OF_THE_REQUEST: ReadonlySet<ApiProblem["kind"]> = new Set(["tooLong", "invalid", "filtered"]);

/**
 * Asks a server, as soon as a key may be used, and again where that helps and nothing has been said yet. Returns what
 * went wrong in the end, if anything did; a cancelled request is no problem. Leaving it early cuts it.
 * @param only the one way to ask, such as with a key that is to be tried; without it, any that the purpose may take
 */
export async function* readStream<Part>(
  client: MistralClient,
  request: Request<Part>,
  signal: AbortSignal,
  only?: Connection,
): AsyncGenerator<StreamEvent<Part>, ApiProblem | undefined> {
  const { purpose, model, outgoing, affinity } = request;
  const { attempts } = RULES[purpose];
  let problem: ApiProblem | undefined;
  for (let attempt = 1; ; attempt++) {
    const all = only ? [only] : await unlessAborted(client.connections(purpose), signal);
    if (all === undefined) {
      return undefined;
    }
    const connections = isProblem(all) ? all : offering(all, request.endpoint.service);
    if (isProblem(connections)) {
      return connections;
    }
    const ticket = { purpose, model, tokens: aboutTokens(outgoing.characters), connections, affinity };
    const pass = yield* admitted<Part>(client, { ...ticket, notBeforeMs: pauseBefore(attempt, problem) }, signal, {
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
    if (said.something || attempt === attempts || !mayHelp(client, problem, ticket, pass)) {
      return asOfNow(client, problem, ticket);
    }
  }
}

/** The servers that can be asked for this at all. */
function offering(connections: readonly Connection[], service: Service): readonly Connection[] | ApiProblem {
  const able = connections.filter(({ base }) => offers(base, service));
  const [first] = connections;
  return able.length === 0 && first ? { kind: "notOffered", server: first.facts.server, service } : able;
}

/** Waits for the right to send, and says for how long. Undefined if it is no longer wanted. */
async function* admitted<Part>(
  client: MistralClient,
  ticket: Ticket,
  signal: AbortSignal,
  facts: Omit<Wait, "kind" | "until">,
): AsyncGenerator<StreamEvent<Part>, Pass | undefined> {
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

async function* answer<Part>(
  client: MistralClient,
  request: Request<Part>,
  ticket: Ticket,
  pass: Pass,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent<Part>, { readonly problem: ApiProblem | undefined; readonly something: boolean }> {
  let something = false;
  try {
    yield { kind: "sent", server: pass.connection.facts.server };
    const parts = hedged(client, request, ticket, pass, signal);
    try {
      for (let next = await parts.next(); ; next = await parts.next()) {
        if (next.done) {
          return { problem: next.value, something };
        }
        const { part, says } = next.value;
        something ||= says;
        yield { kind: "part", part };
      }
    } finally {
      await parts.return(undefined);
    }
  } finally {
    // Left before the exchange had begun.
    pass.done({});
  }
}

/** Where a limit is reached, the gate knows how long it takes; a fault of the server's passes or does not. */
function pauseBefore(attempt: number, problem: ApiProblem | undefined): number {
  if (problem === undefined || problem.kind === "rateLimited" || !MAY_PASS.has(problem.kind)) {
    return 0;
  }
  const said = problem.kind === "serverError" ? problem.retryAfterMs : undefined;
  return said ?? backoffMs(attempt - 1, Math.random());
}

/** What does not pass by itself may not be met with another key, or its server. */
function mayHelp(client: MistralClient, { kind }: ApiProblem, { connections, model }: Ticket, pass: Pass): boolean {
  if (MAY_PASS.has(kind)) {
    return true;
  }
  const aside = client.gate.asideAmong(connections, model);
  return !OF_THE_REQUEST.has(kind) && aside.includes(pass.connection.keyName) && aside.length < connections.length;
}

/** When a model's limit ends depends on the other keys too. */
function asOfNow(client: MistralClient, problem: ApiProblem, ticket: Ticket): ApiProblem {
  const asksModel = RULES[ticket.purpose].asksModel;
  const wait = problem.kind === "rateLimited" && asksModel ? client.gate.waitMs(ticket) : Number.NaN;
  return problem.kind === "rateLimited" && Number.isFinite(wait) ? { ...problem, retryAfterMs: wait } : problem;
}
