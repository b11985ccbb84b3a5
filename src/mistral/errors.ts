/** Everything that can go wrong between us and a server. A cancelled request is not among them. */
export type ApiProblem =
  | { readonly kind: "noKey"; readonly server: string }
  | { readonly kind: "badServer"; readonly server: string }
  | { readonly kind: "refusedKey"; readonly server: string }
  | { readonly kind: "forbidden"; readonly server: string; readonly detail: string }
  /** `isFim`: it was asked to fill in the middle, which servers that speak the OpenAI dialect cannot do. */
  | { readonly kind: "notFound"; readonly server: string; readonly isFim?: true }
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
  | { readonly kind: "serverError"; readonly server: string; readonly status: number }
  | { readonly kind: "offline"; readonly server: string; readonly code: string }
  | { readonly kind: "tls"; readonly server: string; readonly code: string }
  | { readonly kind: "timeout"; readonly server: string; readonly seconds: number }
  | { readonly kind: "truncated" }
  | { readonly kind: "malformed"; readonly server: string }
  | { readonly kind: "failedInStream"; readonly detail: string };

/** What a person can do about a problem with one click. */
export type Cure = "setApiKey" | "manageApiKeys" | "pickChatModel" | "retry" | "showLog" | "openSettings" | "newChat";

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
        : `The server's rate limit is reached; try again in ${Math.max(1, Math.ceil(problem.retryAfterMs / 1000))} s.`;
    case "serverError":
      return `${problem.server} has a fault of its own (${problem.status}); try again in a moment.`;
    case "offline":
      return `${problem.server} cannot be reached (${problem.code}); check the network and the server's address.`;
    case "tls":
      return `The secure connection to ${problem.server} failed (${problem.code}); check the system's certificates and proxy settings.`;
    case "timeout":
      return `${problem.server} said nothing for ${problem.seconds} s; try again.`;
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
  return problem.kind === "serverError"
    ? `${problem.server} has a fault of its own (${problem.status}); trying again in`
    : "The connection broke; trying again in";
}

/** The button that goes with the sentence. */
export function cureOf(problem: ApiProblem): Cure {
  switch (problem.kind) {
    case "noKey":
      return "setApiKey";
    case "unusableModel":
      return "pickChatModel";
    // A server belongs to a key.
    case "refusedKey":
    case "badServer":
    case "notFound":
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
    case "offline":
    case "timeout":
    case "truncated":
    case "failedInStream":
      return "retry";
  }
}

function quoted(detail: string): string {
  return detail ? ` (“${detail}”)` : "";
}
