import type { Fetcher } from "@mistralai/mistralai/lib/http";
import { normaliseEvents } from "./normalise";

/** With this header the SDK clones the response, and a stream that is left early then never returns. */
const DEPRECATION_HEADER = "x-model-deprecation-timestamp";

/**
 * The SDK's way to the network: the editor's own `fetch` (which knows proxies and certificates), looked up at each
 * call because VS Code replaces it. Redirects are not followed: code goes to the configured server and nowhere else.
 */
export const fetcher: Fetcher = async (input, init) => {
  const response = await globalThis.fetch(input, { ...init, redirect: "manual" });
  const streams = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
  if (!streams && !response.headers.has(DEPRECATION_HEADER)) {
    return response;
  }
  const headers = new Headers(response.headers);
  headers.delete(DEPRECATION_HEADER);
  const body = streams && response.ok ? response.body?.pipeThrough(normaliseEvents()) : response.body;
  return new Response(body ?? null, { status: response.status, statusText: response.statusText, headers });
};
