import type { MistralCore } from "@mistralai/mistralai/core";
import type { EventStream } from "@mistralai/mistralai/lib/event-streams";
import type { CompletionChunk } from "@mistralai/mistralai/models/components/completionchunk";
import type { CompletionEvent } from "@mistralai/mistralai/models/components/completionevent";
import { type RequestFacts, tidy } from "./classify";
import { chunkNormaliser } from "./dialect/chunks";
import type { Endpoint, Reading } from "./exchange";
import { inStreamError } from "./normalise";
import { sdkOf } from "./sdk";
import { usageOf } from "./usage";

type Opened = { ok: true; value: EventStream<CompletionEvent> } | { ok: false; error: unknown };

/** The endpoints whose answers are streams of completion chunks. @param open one of the SDK's functions, with its body */
export function completions(
  service: "fim" | "chat",
  open: (core: MistralCore, options: { readonly signal: AbortSignal }) => Promise<Opened>,
): Endpoint<CompletionEvent> {
  return {
    service,
    normaliser: chunkNormaliser,
    async open(connection, signal) {
      const opened = await open(sdkOf(connection), { signal });
      if (!opened.ok) {
        throw opened.error;
      }
      return opened.value;
    },
    read: ({ data }, facts) => readChunk(data, facts),
  };
}

function readChunk({ choices, usage }: CompletionChunk, facts: RequestFacts): Reading {
  const reasons = choices.flatMap(({ finishReason }) => finishReason ?? []);
  const failed = choices.find(({ finishReason }) => finishReason === "error");
  const detail = failed && tidy(inStreamError(failed.delta), facts);
  return {
    says: choices.some(({ delta }) => (delta.content ?? "").length > 0 || (delta.toolCalls ?? []).length > 0),
    ...(usage === undefined ? {} : { usage: usageOf(usage) }),
    ends: reasons.length > 0,
    problem:
      detail !== undefined
        ? { kind: "failedInStream", detail }
        : reasons.some((reason) => reason === "content_filter")
          ? { kind: "filtered", server: facts.server }
          : undefined,
  };
}

/** Whether an answer is whole or was cut at a limit, by its `finish_reason`. */
export function endOf(finishReason: string): "stop" | "length" {
  return finishReason === "length" || finishReason === "model_length" ? "length" : "stop";
}
