import type { MistralCore } from "@mistralai/mistralai/core";
import type { EventStream } from "@mistralai/mistralai/lib/event-streams";
import type { CompletionChunk } from "@mistralai/mistralai/models/components/completionchunk";
import type { CompletionEvent } from "@mistralai/mistralai/models/components/completionevent";
import { classify, tidy } from "./classify";
import { isProblem, type MistralClient, type Purpose } from "./client";
import type { ApiProblem } from "./errors";
import { withSignal } from "./fetcher";
import { inStreamError } from "./normalise";
import { sdkOf } from "./sdk";

/** How long a server may be silent, in milliseconds. There is no limit for a stream that keeps talking. */
export interface Patience {
  readonly toFirstEvent: number;
  readonly betweenEvents: number;
  /** After the `finish_reason` only the usage can follow; a server that then holds the connection is not waited for. */
  readonly afterFinish: number;
}

export interface StreamRequest {
  readonly purpose: Purpose;
  readonly model: string;
  readonly patience: Patience;
  readonly open: (
    core: MistralCore,
    options: { readonly signal: AbortSignal },
  ) => Promise<{ ok: true; value: EventStream<CompletionEvent> } | { ok: false; error: unknown }>;
}

/**
 * Yields a stream's chunks and returns what went wrong, if anything did. Leaving it early, or aborting `signal`, cuts
 * the request over HTTP; that is no problem and returns undefined. A stream that ends without a `finish_reason` is
 * truncated, and one that had it is whole, whatever the connection says.
 */
export async function* readStream(
  client: MistralClient,
  request: StreamRequest,
  signal: AbortSignal,
): AsyncGenerator<CompletionChunk, ApiProblem | undefined> {
  const connection = await client.connect();
  if (isProblem(connection)) {
    return connection;
  }
  client.observer.began(request.purpose);
  let outcome: "answered" | "cancelled" | ApiProblem = "cancelled";
  try {
    const facts = { ...connection.facts, model: request.model };
    const problem = yield* readChunks(
      (options) => request.open(sdkOf(connection), options),
      facts,
      request.patience,
      signal,
    );
    outcome = problem ?? (signal.aborted ? "cancelled" : "answered");
    return problem;
  } finally {
    client.observer.ended(request.purpose, outcome);
  }
}

async function* readChunks(
  open: (options: {
    readonly signal: AbortSignal;
  }) => Promise<{ ok: true; value: EventStream<CompletionEvent> } | { ok: false; error: unknown }>,
  facts: Parameters<typeof classify>[1],
  patience: Patience,
  signal: AbortSignal,
): AsyncGenerator<CompletionChunk, ApiProblem | undefined> {
  if (signal.aborted) {
    return undefined;
  }
  const cut = new AbortController();
  let silence = patience.toFirstEvent;
  let timedOut = false;
  let reader: ReadableStreamDefaultReader<CompletionEvent> | undefined;
  // VS Code replaces `fetch`: whatever becomes of the signal there, a body that is cancelled is cut.
  const stop = () => {
    cut.abort();
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
    const opened = await withSignal(cut.signal, () => open({ signal: cut.signal }));
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
    return ending();
  } catch (error) {
    return ending(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    stop();
  }
}

/** Whether an answer is whole or was cut at a limit, by its `finish_reason`. */
export function endOf(finishReason: string): "stop" | "length" {
  return finishReason === "length" || finishReason === "model_length" ? "length" : "stop";
}
