import { wordsOfCode } from "./networkCodes";
import { type Service, SERVICES } from "./services";

/** Everything that can go wrong between us and a server. A cancelled request is not among them. */
export type ApiProblem =
  | { readonly kind: "noKey"; readonly server: string }
  | { readonly kind: "badServer"; readonly server: string }
  | { readonly kind: "refusedKey"; readonly server: string }
  | { readonly kind: "forbidden"; readonly server: string; readonly detail: string }
  /** `isFim`: it was asked to fill in the middle, which servers that speak the OpenAI dialect cannot do. */
  | { readonly kind: "notFound"; readonly server: string; readonly isFim?: true }
  /** It is known that this server has no such thing; nothing was sent. */
  | { readonly kind: "notOffered"; readonly server: string; readonly service: Service }
  | { readonly kind: "unpaid"; readonly server: string; readonly detail: string }
  | { readonly kind: "redirected"; readonly server: string }
  | { readonly kind: "unusableModel"; readonly model: string; readonly detail: string }
  | { readonly kind: "tooLong" }
  | { readonly kind: "invalid"; readonly status: number; readonly detail: string }
  /** `retryAfterMs` is what the server said, if it said anything. `isModelBusy`: another model may be free. */
  | {
      readonly kind: "rateLimited";
      readonly retryAfterMs?: number;
      readonly isModelBusy?: true;
      readonly detail: string;
    }
  | {
      readonly kind: "serverError";
      readonly server: string;
      readonly status: number;
      /** What the server said, if it said anything. */
      readonly retryAfterMs?: number;
    }
  /** The server gave up (408), not we. */
  | { readonly kind: "serverTimeout"; readonly server: string }
  | { readonly kind: "offline"; readonly server: string; readonly code: string }
  | { readonly kind: "tls"; readonly server: string; readonly code: string }
  | { readonly kind: "timeout"; readonly server: string; readonly seconds: number }
  /** The connection was closed before a word was said. */
  | { readonly kind: "reset"; readonly server: string; readonly code: string }
  /** The connection was closed in the middle. */
  | { readonly kind: "truncated" }
  /** The answer ended in good order, but did not say that it is whole. */
  | { readonly kind: "unfinished"; readonly server: string }
  | { readonly kind: "filtered"; readonly server: string }
  | { readonly kind: "malformed"; readonly server: string }
  | { readonly kind: "failedInStream"; readonly detail: string };

/** What a person can do about a problem with one click. */
export type Cure =
  | "setApiKey"
  | "manageApiKeys"
  | "pickChatModel"
  | "retry"
  /** Goes on with an answer that stopped to ask; all that was said stays. */
  | "continue"
  | "showLog"
  | "openSettings"
  | "newChat";

/** What the button for each cure says. */
export const CURE_LABELS: Readonly<Record<Cure, string>> = {
  setApiKey: "Set API Key",
  manageApiKeys: "Manage API Keys",
  pickChatModel: "Pick a Model",
  retry: "Try Again",
  continue: "Continue",
  showLog: "Show Log",
  openSettings: "Open Settings",
  newChat: "New Chat",
};

/** A server is named by a key, or by the setting for all keys that name none. */
const WHERE = "the key's own, or the setting codestral.server";

/** One sentence, for a person, that says what to do. */
export function sentenceOf(problem: ApiProblem): string {
  switch (problem.kind) {
    case "noKey":
      return `Set an API key for ${problem.server} to begin.`;
    case "badServer":
      return `The server's address ${problem.server} is not a web address; change it to one such as https://api.mistral.ai (${WHERE}).`;
    case "refusedKey":
      return `${problem.server} refused the API key; set another one, or check that this key belongs to this server.`;
    case "forbidden":
      return `${problem.server} does not allow this request${quoted(problem.detail)}; check what the key's plan and guardrails permit.`;
    case "notFound":
      return problem.isFim
        ? `${problem.server} does not fill in the middle, so it has no suggestions to give; set a key for a server that does, such as https://api.mistral.ai, or check the address (${WHERE}).`
        : `${problem.server} does not offer this; check the server's address (${WHERE}).`;
    case "notOffered":
      return `${problem.server} does not offer ${SERVICES[problem.service]}; set a key for a server that does, such as https://api.mistral.ai.`;
    case "unpaid":
      return `${problem.server} wants to be paid first${quoted(problem.detail)}; check the balance and the plan of the account that the key belongs to.`;
    case "redirected":
      return `${problem.server} redirects to another address; set the server to the final one (${WHERE}).`;
    case "unusableModel":
      return `The model ${problem.model} cannot be used${quoted(problem.detail)}; pick another one.`;
    case "tooLong":
      return "This is more text than the model can read at once; start a new chat or select less code.";
    case "invalid":
      return `The server did not accept the request (${problem.status})${quoted(problem.detail)}; see the log, or try again.`;
    case "rateLimited":
      return problem.retryAfterMs === undefined
        ? `The server's rate limit is reached${quoted(problem.detail)}; wait a moment and try again.`
        : `The server's rate limit is reached; try again in ${seconds(problem.retryAfterMs)} s.`;
    case "serverError":
      return problem.retryAfterMs === undefined
        ? `${problem.server} has a fault of its own (${problem.status}); try again in a moment.`
        : `${problem.server} has a fault of its own (${problem.status}); try again in ${seconds(problem.retryAfterMs)} s.`;
    case "serverTimeout":
      return `${problem.server} gave up waiting for the request (408); check the network, and try again.`;
    case "offline":
      return `${problem.server} cannot be reached${because(problem.code)}; check the network and the server's address.`;
    case "tls":
      return `The secure connection to ${problem.server} failed${because(problem.code)}; check the system's certificates and proxy settings.`;
    case "timeout":
      return `${problem.server} said nothing for ${problem.seconds} s; try again.`;
    case "reset":
      return `${problem.server} closed the connection before it answered; try again, or check the proxy if it happens often.`;
    case "unfinished":
      return `${problem.server} ended its answer without saying that it is whole, so a part may be missing; try again.`;
    case "filtered":
      return `The content filter of ${problem.server} stopped the answer; change the question, or try again.`;
    case "truncated":
      return "The connection broke in the middle of the answer; try again.";
    case "malformed":
      return `${problem.server} answered with something that is not the Mistral API; check the server's address (${WHERE}).`;
    case "failedInStream":
      return `The server gave up in the middle of the answer${quoted(problem.detail)}; try again.`;
  }
}

/** Why a request waits before it is sent, or sent again; the seconds follow. */
export function waitingFor(problem: ApiProblem | undefined): string {
  if (problem === undefined || problem.kind === "rateLimited") {
    return "The rate limit is reached; going on in";
  }
  if (problem.kind === "serverError") {
    return `${problem.server} has a fault of its own (${problem.status}); trying again in`;
  }
  const hasGivenUp = problem.kind === "serverTimeout" || problem.kind === "failedInStream";
  return `${hasGivenUp ? "The server gave up" : "The connection broke"}; trying again in`;
}

/** The button that goes with the sentence. */
export function cureOf(problem: ApiProblem): Exclude<Cure, "continue"> {
  switch (problem.kind) {
    case "noKey":
      return "setApiKey";
    case "unusableModel":
      return "pickChatModel";
    // A server belongs to a key.
    case "refusedKey":
    case "badServer":
    case "notFound":
    case "notOffered":
    case "unpaid":
    case "redirected":
    case "malformed":
      return "manageApiKeys";
    case "tls":
      return "openSettings";
    case "tooLong":
      return "newChat";
    case "forbidden":
    case "invalid":
      return "showLog";
    case "rateLimited":
    case "serverError":
    case "serverTimeout":
    case "offline":
    case "timeout":
    case "reset":
    case "truncated":
    case "unfinished":
    case "filtered":
    case "failedInStream":
      return "retry";
  }
}

/** What only somebody who looks into the matter wants to know; empty if there is no more than the sentence says. */
export function detailOf(problem: ApiProblem): string {
  return "code" in problem ? problem.code : "";
}

function because(code: string): string {
  const words = wordsOfCode(code);
  return words === undefined ? "" : `: ${words}`;
}

/** Whole seconds, never none. */
function seconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}

function quoted(detail: string): string {
  return detail ? ` (“${detail}”)` : "";
}
