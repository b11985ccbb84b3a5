import type { RecordedRequest } from "../../mistral/recorder";
import type { ChatRequest, FimRequest } from "../../mistral/requests";
import type { MistralServer } from "../../mistral/server";
import { PATIENCE_MS } from "./patience";

const fim = "/v1/fim/completions";
const chat = "/v1/chat/completions";

/** The first request for a suggestion behind this text, now or later. */
export function fimRequest(mistral: MistralServer, prompt: string, patienceMs = PATIENCE_MS): Promise<RecordedRequest> {
  return first(mistral, ({ path, body }) => path === fim && ownText(body as FimRequest) === prompt, patienceMs);
}

/** The first request of the chat or for a refactoring, now or later. */
export function chatRequest(mistral: MistralServer): Promise<RecordedRequest> {
  return first(mistral, ({ path }) => path === chat);
}

function first(
  mistral: MistralServer,
  fits: (request: RecordedRequest) => boolean,
  patienceMs = PATIENCE_MS,
): Promise<RecordedRequest> {
  return mistral.waitForRequest(fits, AbortSignal.timeout(patienceMs));
}

/** How the answer to a request ended. */
export function ended(mistral: MistralServer, request: RecordedRequest): Promise<RecordedRequest["closed"]> {
  return mistral.waitForClosed(request, AbortSignal.timeout(PATIENCE_MS));
}

/** What stood before the cursor in each request so far for a suggestion in text that has `words` in it. */
export function fimPrompts({ requests }: MistralServer, words: string): string[] {
  const prompts = requests.filter(({ path }) => path === fim).map(({ body }) => ownText(body as FimRequest));
  return prompts.filter((prompt) => prompt.includes(words));
}

/** The requests of the chat and for refactorings so far. */
export function chatRequests({ requests }: MistralServer): ChatRequest[] {
  return requests.filter(({ path }) => path === chat).map(({ body }) => body as ChatRequest);
}

/** What stood before the cursor in its file; texts of other files stand ahead of it, each below its path. */
function ownText({ prompt }: FimRequest): string {
  return prompt.split(/^\+{5} .*\n/m).at(-1) ?? prompt;
}
