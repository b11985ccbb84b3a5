import { randomUUID } from "node:crypto";
import { unlessAborted } from "./abort";
import { classify, type RequestFacts } from "./classify";
import type { MistralClient } from "./client";
import type { Connection } from "./connection";
import type { ApiProblem } from "./errors";
import { withExchange } from "./fetcher";
import type { Pass } from "./gate/gate";
import type { Normaliser } from "./normalise";
import type { Patience, Purpose } from "./purpose";
import type { Redaction, SentRequest, Source } from "./request";
import type { Service } from "./services";
import { aboutTokens, NO_USAGE, type Usage } from "./usage";

/** Nobody reads why, and without a reason an exception with its stack would be made for each request. */
const CUT = "cut";

/** What goes out, for whoever keeps account of it. */
export interface Outgoing {
  readonly characters: number;
  readonly sources: readonly Source[];
  readonly redactions: readonly Redaction[];
  body(): string;
}

/** What one part of an answer tells of the whole. */
export interface Reading {
  /** Something was said: asked once more, the server might say it otherwise. */
  readonly says: boolean;
  readonly usage?: Usage | undefined;
  /** The answer is whole; only its usage may follow. */
  readonly ends: boolean;
  /** The server gave up, or the answer is of no use. */
  readonly problem?: ApiProblem | undefined;
}

/** How one kind of answer is asked for and read. */
export interface Endpoint<Part> {
  readonly service: Service;
  /** Evens out the answer's events, where it is a stream that the server may write otherwise. */
  readonly normaliser?: () => Normaliser;
  /** Sends the request. @throws what `classify` knows */
  open(connection: Connection, signal: AbortSignal): Promise<ReadableStream<Part>>;
  read(part: Part, facts: RequestFacts): Reading;
}

/** A request of any kind. */
export interface Request<Part> {
  readonly purpose: Purpose;
  /** Empty where no model is asked. */
  readonly model: string;
  readonly patience: Patience;
  readonly outgoing: Outgoing;
  readonly endpoint: Endpoint<Part>;
  /** The conversation or document that it belongs to: it stays with one key, whose server has read its beginning before. */
  readonly affinity?: string | undefined;
}

/** A part of an answer, and whether anything is said in it. */
export interface Heard<Part> {
  readonly part: Part;
  readonly says: boolean;
}

/**
 * One exchange with a server, which ends the pass it was given: yields the parts of the answer and returns what went
 * wrong, if anything did. Leaving it early, or aborting `signal`, cuts the request over HTTP; that is no problem and
 * returns undefined. An answer that ends without saying so is not whole, and one that has said so is, whatever the
 * connection says.
 */
export async function* exchange<Part>(
  client: MistralClient,
  request: Request<Part>,
  pass: Pass,
  signal: AbortSignal,
): AsyncGenerator<Heard<Part>, ApiProblem | undefined> {
  if (signal.aborted) {
    pass.done({});
    return undefined;
  }
  const account = new Account(client, request, pass);
  let outcome: "answered" | "cancelled" | ApiProblem = "cancelled";
  try {
    const parts = readParts(request, pass, signal);
    try {
      for (let next = await parts.next(); ; next = await parts.next()) {
        if (next.done) {
          outcome = next.value ?? (signal.aborted ? "cancelled" : "answered");
          return next.value;
        }
        const { part, reading } = next.value;
        account.heard(reading);
        yield { part, says: reading.says };
      }
    } finally {
      await parts.return(undefined);
    }
  } finally {
    account.close(outcome);
  }
}

/** Tells the observer of one exchange, and the gate what is to be learnt of it. */
class Account {
  private readonly began = performance.now();
  private readonly sent: SentRequest;
  private firstTokenMs: number | undefined;
  private usage: Usage | undefined;
  private pieces = 0;

  constructor(
    private readonly client: MistralClient,
    { purpose, model, outgoing }: Request<unknown>,
    private readonly pass: Pass,
  ) {
    const { keyName, facts } = pass.connection;
    const { characters, sources, redactions } = outgoing;
    this.sent = {
      ...{ id: randomUUID(), at: Date.now(), purpose, model, server: facts.server, keyName },
      ...{ characters, sources, redactions, body: () => outgoing.body() },
    };
    client.observer.sent(this.sent);
  }

  heard({ says, usage }: Reading): void {
    this.firstTokenMs ??= performance.now() - this.began;
    this.pieces += says ? 1 : 0;
    this.usage = usage ?? this.usage;
  }

  close(outcome: "answered" | "cancelled" | ApiProblem): void {
    const { firstTokenMs } = this;
    this.pass.done({
      ...(typeof outcome === "object" ? { problem: outcome } : {}),
      ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    });
    this.client.observer.ended(this.sent, {
      outcome,
      usage: this.usage ?? this.estimate(outcome),
      estimated: this.usage === undefined,
      firstTokenMs,
      wholeMs: performance.now() - this.began,
    });
  }

  /** What a server read that did not say so; it reads nothing of what it refuses. */
  private estimate(outcome: "answered" | "cancelled" | ApiProblem): Usage {
    const wasRead = typeof outcome === "string" || this.firstTokenMs !== undefined;
    return wasRead ? { prompt: aboutTokens(this.sent.characters), completion: this.pieces, cached: 0 } : NO_USAGE;
  }
}

async function* readParts<Part>(
  { endpoint, model, patience }: Request<Part>,
  { connection, heard }: Pass,
  signal: AbortSignal,
): AsyncGenerator<{ readonly part: Part; readonly reading: Reading }, ApiProblem | undefined> {
  const facts = { ...connection.facts, model, service: endpoint.service };
  const cut = new AbortController();
  let silence = patience.toFirstEvent;
  let timedOut = false;
  let reader: ReadableStreamDefaultReader<Part> | undefined;
  // VS Code replaces `fetch`: whatever becomes of the signal there, a body that is cancelled is cut.
  const stop = () => {
    cut.abort(CUT);
    reader?.cancel().catch(() => {});
  };
  signal.addEventListener("abort", stop, { once: true });
  const arm = () =>
    setTimeout(() => {
      timedOut = true;
      stop();
    }, silence);
  let timer = arm();
  let began = false;
  let finished = false;
  let isRead = false;
  let isCounted = false;
  const ending = (error?: unknown): ApiProblem | undefined => {
    if (signal.aborted || finished) {
      return undefined;
    }
    if (timedOut) {
      return { kind: "timeout", server: facts.server, seconds: Math.round(silence / 1000) };
    }
    if (error === undefined) {
      return { kind: "unfinished", server: facts.server };
    }
    const problem = classify(error, facts);
    return began && (problem.kind === "offline" || problem.kind === "reset") ? { kind: "truncated" } : problem;
  };
  try {
    const { dialect } = connection;
    const { normaliser } = endpoint;
    const opening = withExchange({ signal: cut.signal, heard, dialect, ...(normaliser && { normaliser }) }, () =>
      endpoint.open(connection, cut.signal),
    );
    const opened = await unlessAborted(opening, cut.signal);
    if (opened === undefined) {
      void opening.then((late) => late.cancel()).catch(() => {});
      return ending();
    }
    began = true;
    reader = opened.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      clearTimeout(timer);
      const reading = endpoint.read(next.value, facts);
      yield { part: next.value, reading };
      if (reading.problem) {
        return reading.problem;
      }
      finished ||= reading.ends;
      isCounted ||= reading.usage !== undefined;
      silence = finished ? patience.afterFinish : patience.betweenEvents;
      timer = arm();
    }
    isRead = true;
    if (finished && !isCounted && endpoint.service === "chat") {
      dialect.toldNoUsage();
    }
    return ending();
  } catch (error) {
    return ending(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    // What was read to its end is left alone: its connection serves the next request.
    if (!isRead) {
      stop();
    }
  }
}
