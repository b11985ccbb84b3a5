import type { FimEvent, FimRequest } from "../../../../src/mistral/fim";
import type { ChatLib } from "./chatLib";
import { eventStream, fimRequestOf } from "./endpoint";
import { endWith } from "./noNetwork";

/** Where completions are asked for. It is nowhere: what is sent there is answered in this process. */
export const HOST = "copilot.invalid";

interface FetchOptions {
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** The whole network, as Copilot's engine sees it. A request to anywhere else ends the process. */
export function fetcherOf(lib: ChatLib, ask: (request: FimRequest, signal: AbortSignal) => AsyncIterable<FimEvent>) {
  const fetch = (url: string, { body = "", signal = new AbortController().signal }: FetchOptions) => {
    const request = fimRequestOf(url, HOST, body);
    const events = eventStream((cut) => ask(request, cut), signal);
    return new lib.Response(200, "OK", new Headers(), events, "test-stub", () => undefined, "", HOST);
  };
  return {
    fetch: async (url: string, options: FetchOptions) => {
      try {
        return fetch(url, options);
      } catch (error) {
        endWith(error);
      }
    },
    getUserAgentLibrary: () => "none",
    disconnectAll: () => Promise.resolve(),
    makeAbortController: () => new AbortController(),
    isAbortError,
    isInternetDisconnectedError: () => false,
    isFetcherError: () => false,
    isNetworkProcessCrashedError: () => false,
    getUserMessageForFetcherError: String,
  };
}

export function isAbortError(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
