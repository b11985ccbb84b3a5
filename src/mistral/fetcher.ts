import { AsyncLocalStorage } from "node:async_hooks";
import type { Fetcher } from "@mistralai/mistralai/lib/http";
import { askInDialect } from "./dialect/ask";
import type { Dialect } from "./dialect/dialect";
import { type Normaliser, normaliseEvents } from "./normalise";

/** With this header the SDK clones the response, and a stream that is left early then never returns. */
const DEPRECATION_HEADER = "x-model-deprecation-timestamp";
/** What follows `[DONE]` is the end of the transfer. Whoever waits for it has the connection for the next request. */
const LAST_BYTES_MS = 1_000;

/**
 * Node links a request's signal to the answer's body only as long as the `Request` is not collected as garbage; after
 * that, nothing would cut the stream any more. So each lives as long as its body does.
 */
const requests = new WeakMap<object, unknown>();

/** What one exchange needs besides what the SDK passes on. */
export interface Exchange {
  /** Cuts the request, whenever it is aborted. */
  readonly signal: AbortSignal;
  /** The answer's head has come. */
  heard?(headers: Headers): void;
  /** How the server wants to be asked. */
  readonly dialect?: Dialect;
  /** For the events of an answer that is a stream; without it they stay as they are. */
  readonly normaliser?: () => Normaliser;
}

/**
 * The exchange that is being made. The SDK copies its requests, and Node forgets to tell a copy of an abort once the
 * request it was copied from is garbage; `fetch` is given the signal itself.
 */
const exchanges = new AsyncLocalStorage<Exchange>();

/** Makes a request of the SDK's as part of an exchange. */
export function withExchange<T>(exchange: Exchange, request: () => T): T {
  return exchanges.run(exchange, request);
}

/**
 * The SDK's way to the network: the editor's own `fetch` (which knows proxies and certificates), looked up at each
 * call because VS Code replaces it. Redirects are not followed: code goes to the configured server and nowhere else.
 */
export const fetcher: Fetcher = async (input, init) => {
  const exchange = exchanges.getStore();
  const send = async (request: Request): Promise<Response> => {
    const signal = exchange ? { signal: exchange.signal } : {};
    const answer = await globalThis.fetch(request, { redirect: "manual", ...signal });
    exchange?.heard?.(answer.headers);
    exchange?.dialect?.heard(answer.headers);
    if (answer.body) {
      requests.set(answer.body, request);
    }
    return answer;
  };
  const request = input instanceof Request && init === undefined ? input : new Request(input, init);
  const response = await (exchange?.dialect ? askInDialect(exchange.dialect, request, send) : send(request));
  const streams = /^text\/event-stream\b/i.test(response.headers.get("content-type") ?? "");
  if (!streams && !response.headers.has(DEPRECATION_HEADER)) {
    return response;
  }
  const headers = new Headers(response.headers);
  headers.delete(DEPRECATION_HEADER);
  const normalise = exchange?.normaliser?.() ?? asItIs;
  const body = streams && response.ok && response.body ? normalised(response.body, normalise) : response.body;
  return new Response(body, { status: response.status, statusText: response.statusText, headers });
};

const asItIs: Normaliser = (data) => [data];

/** The SDK leaves a stream at `[DONE]`, which would cost the connection. */
function normalised(body: ReadableStream<Uint8Array>, normalise: Normaliser): ReadableStream<Uint8Array> {
  let isDone = false;
  const reader = body.getReader();
  const kept = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) {
        controller.close();
      } else {
        controller.enqueue(value);
      }
    },
    cancel: (reason) => (isDone ? readOut(reader) : reader.cancel(reason)),
  });
  return kept.pipeThrough(
    normaliseEvents(normalise, () => {
      isDone = true;
    }),
  );
}

async function readOut(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const timer = setTimeout(() => void reader.cancel().catch(() => {}), LAST_BYTES_MS);
  try {
    while (!(await reader.read()).done);
  } catch {
    // It was cut after it had said everything.
  } finally {
    clearTimeout(timer);
  }
}
