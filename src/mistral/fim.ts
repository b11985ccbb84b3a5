import { fimStream } from "@mistralai/mistralai/funcs/fimStream";
import type { MistralClient } from "./client";
import type { ApiProblem } from "./errors";
import { endOf, type Patience, readStream } from "./stream";
import { NO_USAGE, type Usage, usageOf } from "./usage";

export interface FimRequest {
  readonly model: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly maxTokens: number;
  readonly stop: readonly string[];
  /** 0 to 1.5 */
  readonly temperature: number;
  /** Requests with the same key have beginnings in common, which the server then finds again. */
  readonly promptCacheKey?: string;
}

export type FimEvent =
  | { readonly kind: "text"; readonly text: string }
  /** `length`: the model was cut at `maxTokens`. */
  | { readonly kind: "end"; readonly reason: "stop" | "length"; readonly usage: Usage }
  | { readonly kind: "problem"; readonly problem: ApiProblem };

/** A suggestion that takes longer than this is of no use to somebody typing. */
const PATIENCE: Patience = { toFirstEvent: 10_000, betweenEvents: 5_000, afterFinish: 1_000 };

/** Asks for the text between `prefix` and `suffix`. Ends without an `end` when cancelled or left early. */
export async function* streamFim(
  client: MistralClient,
  request: FimRequest,
  signal: AbortSignal,
  patience = PATIENCE,
): AsyncGenerator<FimEvent, void> {
  const chunks = readStream(
    client,
    {
      purpose: "completion",
      model: request.model,
      patience,
      open: (core, options) =>
        fimStream(
          core,
          {
            model: request.model,
            prompt: request.prefix.toWellFormed(),
            suffix: request.suffix.toWellFormed(),
            maxTokens: request.maxTokens,
            temperature: request.temperature,
            ...(request.stop.length > 0 ? { stop: [...request.stop] } : {}),
            ...(request.promptCacheKey === undefined ? {} : { promptCacheKey: request.promptCacheKey }),
          },
          options,
        ),
    },
    signal,
  );
  let reason: string | null = null;
  let usage = NO_USAGE;
  try {
    for (let next = await chunks.next(); ; next = await chunks.next()) {
      if (next.done) {
        if (next.value !== undefined) {
          yield { kind: "problem", problem: next.value };
        } else if (reason !== null) {
          yield { kind: "end", reason: endOf(reason), usage };
        }
        return;
      }
      const choice = next.value.choices[0];
      if (next.value.usage !== undefined) {
        usage = usageOf(next.value.usage);
      }
      const content = choice?.delta.content;
      if (typeof content === "string" && content !== "") {
        yield { kind: "text", text: content };
      }
      reason = choice?.finishReason ?? reason;
    }
  } finally {
    await chunks.return(undefined);
  }
}
