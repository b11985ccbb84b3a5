import { AsyncLocalStorage } from "node:async_hooks";
import type { Fetcher } from "@mistralai/mistralai/lib/http";
import { normaliseEvents } from "./normalise";

/** With this header the SDK clones the response, and a stream that is left early then never returns. */
const DEPRECATION_HEADER = "x-model-deprecation-timestamp";

/**
 * Node links a request's signal to the answer's body only as long as the `Request` is not collected as garbage; after
 * that, nothing would cut the stream any more. So each lives as long as its body does.
 */
const requests = new WeakMap<object, unknown>();

/**
 * The signal of the request that is being made. The SDK copies its requests, and Node forgets to tell a copy of an abort
 * once the request it was copied from is garbage; `fetch` is given the signal itself.
 */
const signals = new AsyncLocalStorage<AbortSignal>();

/** Makes a request of the SDK's that `signal` cuts, whenever it is aborted. */
export function withSignal<T>(signal: AbortSignal, request: () => T): T {
  return signals.run(signal, request);
}

/**
 * The SDK's way to the network: the editor's own `fetch` (which knows proxies and certificates), looked up at each
 * call because VS Code replaces it. Redirects are not followed: code goes to the configured server and nowhere else.
 */
export const fetcher: Fetcher = async (input, init) => {
  const signal = signals.getStore();
  const response = await globalThis.fetch(input, { ...init, redirect: "manual", ...(signal ? { signal } : {}) });
  if (response.body) {
    requests.set(response.body, input);
  }
  const streams = /^text\/event-stream\b/i.test(response.headers.get("content-type") ?? "");
  if (!streams && !response.headers.has(DEPRECATION_HEADER)) {
    return response;
  }
  const headers = new Headers(response.headers);
  headers.delete(DEPRECATION_HEADER);
  const body = streams && response.ok ? response.body?.pipeThrough(normaliseEvents()) : response.body;
  return new Response(body ?? null, { status: response.status, statusText: response.statusText, headers });
};
