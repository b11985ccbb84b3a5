import { fimStream } from "@mistralai/mistralai/funcs/fimStream";
import type { FIMCompletionStreamRequest } from "@mistralai/mistralai/models/components/fimcompletionstreamrequest";
import { unlessAborted } from "./abort";
import type { MistralClient } from "./client";
import { completions, endOf } from "./completions";
import type { ApiProblem } from "./errors";
import { RULES } from "./purpose";
import type { Redactor } from "./privacy/redactor";
import { RestoreStream } from "./privacy/restoreStream";
import type { Source } from "./request";
import { readStream } from "./stream";
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
  /** So many characters at the beginning of the prefix are text of other places. */
  readonly contextLength?: number;
  /** Which files the prompt is made of. */
  readonly sources?: readonly Source[];
}

export type FimEvent =
  /** The request leaves; it may have waited for a limit until now. */
  | { readonly kind: "sent" }
  | { readonly kind: "text"; readonly text: string }
  /** `length`: the model was cut at `maxTokens`. */
  | { readonly kind: "end"; readonly reason: "stop" | "length"; readonly usage: Usage }
  | { readonly kind: "problem"; readonly problem: ApiProblem };

/**
 * Asks for the text between `prefix` and `suffix`. Secrets in them stay at home: the model sees placeholders, and where
 * it repeats one of the file itself the secret stands in its place. One of another place stays a placeholder. Ends without an `end` when cancelled or left early.
 */
export async function* streamFim(
  client: MistralClient,
  request: FimRequest,
  signal: AbortSignal,
  patience = RULES.completion.patience,
): AsyncGenerator<FimEvent, void> {
  const redactor = await unlessAborted(client.redactor(), signal);
  if (!redactor) {
    return;
  }
  const body = bodyOf(request, redactor);
  const events = readStream(
    client,
    {
      purpose: "completion",
      model: request.model,
      patience,
      outgoing: {
        ...{ characters: redactor.characters, redactions: redactor.redactions },
        ...{ sources: request.sources ?? [], body: () => JSON.stringify(body) },
      },
      affinity: request.promptCacheKey,
      endpoint: completions("fim", (core, options) => fimStream(core, body, options)),
    },
    signal,
  );
  const own = request.prefix.slice(request.contextLength ?? 0) + request.suffix;
  const restored = new RestoreStream(client.secretsOf(own));
  let reason: string | null = null;
  let usage = NO_USAGE;
  try {
    for (let next = await events.next(); ; next = await events.next()) {
      if (next.done) {
        yield* textEvent(restored.end());
        if (next.value !== undefined) {
          yield { kind: "problem", problem: next.value };
        } else if (reason !== null) {
          yield { kind: "end", reason: endOf(reason), usage };
        }
        return;
      }
      const event = next.value;
      if (event.kind === "sent") {
        yield event;
      } else if (event.kind === "part") {
        const { choices, usage: counted } = event.part.data;
        const [choice] = choices;
        usage = counted === undefined ? usage : usageOf(counted);
        const content = choice?.delta.content;
        yield* textEvent(typeof content === "string" ? restored.add(content) : "");
        reason = choice?.finishReason ?? reason;
      }
    }
  } finally {
    await events.return(undefined);
  }
}

function bodyOf(request: FimRequest, redactor: Redactor): FIMCompletionStreamRequest {
  const { before, after } = redactor.takeAround(request.prefix, request.suffix);
  return {
    model: request.model,
    prompt: before.toWellFormed(),
    suffix: after.toWellFormed(),
    maxTokens: request.maxTokens,
    temperature: request.temperature,
    ...(request.stop.length > 0 ? { stop: [...request.stop] } : {}),
    ...(request.promptCacheKey === undefined ? {} : { promptCacheKey: request.promptCacheKey }),
  };
}

function* textEvent(text: string): Generator<FimEvent> {
  if (text !== "") {
    yield { kind: "text", text };
  }
}
