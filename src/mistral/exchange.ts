import { randomUUID } from "node:crypto";
import type { MistralCore } from "@mistralai/mistralai/core";
import type { EventStream } from "@mistralai/mistralai/lib/event-streams";
import type { CompletionChunk } from "@mistralai/mistralai/models/components/completionchunk";
import type { CompletionEvent } from "@mistralai/mistralai/models/components/completionevent";
import { unlessAborted } from "./abort";
import { classify, tidy } from "./classify";
import type { MistralClient } from "./client";
import type { ApiProblem } from "./errors";
import { withExchange } from "./fetcher";
import type { Pass } from "./gate/gate";
import { inStreamError } from "./normalise";
import type { Patience, Purpose } from "./purpose";
import type { Redaction, SentRequest, Source } from "./request";
import { sdkOf } from "./sdk";
import { aboutTokens, NO_USAGE, type Usage, usageOf } from "./usage";

/** Nobody reads why, and without a reason an exception with its stack would be made for each request. */
const CUT = "cut";

/** What goes out, for whoever keeps account of it. */
export interface Outgoing {
  readonly characters: number;
  readonly sources: readonly Source[];
  readonly redactions: readonly Redaction[];
  body(): string;
}

export interface StreamRequest {
  readonly purpose: Purpose;
  readonly model: string;
  readonly patience: Patience;
  readonly outgoing: Outgoing;
  readonly open: (
    core: MistralCore,
    options: { readonly signal: AbortSignal },
  ) => Promise<{ ok: true; value: EventStream<CompletionEvent> } | { ok: false; error: unknown }>;
}

/**
 * One exchange with a server, which ends the pass it was given: yields the chunks of the answer and returns what went
 * wrong, if anything did. Leaving it early, or aborting `signal`, cuts the request over HTTP; that is no problem and
 * returns undefined. A stream that ends without a `finish_reason` is truncated, and one that had it is whole, whatever the
 * connection says.
 */
export async function* exchange(
  client: MistralClient,
  request: StreamRequest,
  pass: Pass,
  signal: AbortSignal,
): AsyncGenerator<CompletionChunk, ApiProblem | undefined> {
  if (signal.aborted) {
    pass.done({});
    return undefined;
  }
  const account = new Account(client, request, pass);
  let outcome: "answered" | "cancelled" | ApiProblem = "cancelled";
  try {
    const chunks = readChunks(request, pass, signal);
    try {
      for (let next = await chunks.next(); ; next = await chunks.next()) {
        if (next.done) {
          outcome = next.value ?? (signal.aborted ? "cancelled" : "answered");
          return next.value;
        }
        account.chunk(next.value);
        yield next.value;
      }
    } finally {
      await chunks.return(undefined);
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
  private chunks = 0;

  constructor(
    private readonly client: MistralClient,
    { purpose, model, outgoing }: StreamRequest,
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

  chunk({ usage }: CompletionChunk): void {
    this.firstTokenMs ??= performance.now() - this.began;
    this.chunks++;
    this.usage = usage === undefined ? this.usage : usageOf(usage);
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
    const wasRead = typeof outcome === "string" || this.chunks > 0;
    return wasRead ? { prompt: aboutTokens(this.sent.characters), completion: this.chunks, cached: 0 } : NO_USAGE;
  }
}

async function* readChunks(
  { open, purpose, model, patience }: StreamRequest,
  { connection, heard }: Pass,
  signal: AbortSignal,
): AsyncGenerator<CompletionChunk, ApiProblem | undefined> {
  const facts = { ...connection.facts, model, purpose };
  const cut = new AbortController();
  let silence = patience.toFirstEvent;
  let timedOut = false;
  let reader: ReadableStreamDefaultReader<CompletionEvent> | undefined;
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
  const ending = (error?: unknown): ApiProblem | undefined => {
    if (signal.aborted || finished) {
      return undefined;
    }
    if (timedOut) {
      return { kind: "timeout", server: facts.server, seconds: Math.round(silence / 1000) };
    }
    const problem: ApiProblem = error === undefined ? { kind: "truncated" } : classify(error, facts);
    return began && problem.kind === "offline" ? { kind: "truncated" } : problem;
  };
  try {
    const { dialect } = connection;
    const opening = withExchange({ signal: cut.signal, heard, dialect }, () =>
      open(sdkOf(connection), { signal: cut.signal }),
    );
    const opened = await unlessAborted(opening, cut.signal);
    if (opened === undefined) {
      void opening.then((late) => (late.ok ? late.value.cancel() : undefined)).catch(() => {});
      return ending();
    }
    if (!opened.ok) {
      throw opened.error;
    }
    began = true;
    reader = opened.value.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      clearTimeout(timer);
      const { choices } = next.value.data;
      yield next.value.data;
      const failed = choices.find((choice) => choice.finishReason === "error");
      if (failed) {
        return { kind: "failedInStream", detail: tidy(inStreamError(failed.delta), facts) };
      }
      finished ||= choices.some((choice) => choice.finishReason !== null);
      silence = finished ? patience.afterFinish : patience.betweenEvents;
      timer = arm();
    }
    isRead = true;
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
