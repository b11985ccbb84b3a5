import type { FimEvent, FimRequest } from "../../../../src/mistral/fim";

/** What Copilot's engine posts, as far as it bears on the answer. */
export interface CompletionsBody {
  readonly prompt: string;
  readonly suffix?: string;
  readonly max_tokens: number;
  readonly stop?: readonly string[];
  readonly temperature?: number;
  readonly n?: number;
  /** Context that is sent beside the prompt. */
  readonly extra?: { readonly context?: readonly string[] };
}

const PATH = /\/v1\/engines\/([^/]+)\/completions$/;

/**
 * The same request in our own form. Context stands ahead of the prefix, as it does when ours sends some.
 * @throws if it goes anywhere else than to the completions, or asks for several answers
 */
export function fimRequestOf(url: string, host: string, body: string): FimRequest {
  const { hostname, pathname } = new URL(url);
  const model = PATH.exec(pathname)?.[1];
  if (hostname !== host || model === undefined) throw new Error(`The peer wanted to reach ${url}.`);
  const {
    prompt,
    suffix = "",
    max_tokens,
    stop = [],
    temperature = 0,
    n = 1,
    extra,
  } = JSON.parse(body) as CompletionsBody;
  if (n !== 1) throw new Error(`The peer wanted ${n} answers at once.`);
  return {
    model,
    prefix: [...(extra?.context ?? []), prompt].join("\n"),
    suffix,
    maxTokens: max_tokens,
    stop,
    temperature,
  };
}

/** Server-sent events in OpenAI's form for completions. They come as the server says them, whether read or not. */
export function eventStream(
  ask: (signal: AbortSignal) => AsyncIterable<FimEvent>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const left = new AbortController();
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      const send = (data: string) => controller.enqueue(encoder.encode(`data: ${data}\n\n`));
      const speak = async () => {
        for await (const event of ask(AbortSignal.any([signal, left.signal]))) {
          if (left.signal.aborted) return;
          if (event.kind === "problem") throw new Error(`The oracle has no problems, but: ${event.problem.kind}`);
          const text = event.kind === "text" ? event.text : "";
          const reason = event.kind === "end" ? event.reason : null;
          send(JSON.stringify({ choices: [{ index: 0, text, finish_reason: reason }] }));
        }
        if (left.signal.aborted) return;
        if (signal.aborted) throw new DOMException("This operation was aborted", "AbortError");
        send("[DONE]");
        controller.close();
      };
      // An error must reach whoever reads.
      speak().catch((error: unknown) => controller.error(error));
    },
    cancel() {
      left.abort();
    },
  });
}
