import type { ApiProblem } from "./errors";
import { record } from "./record";
import { retryAfterMs } from "./retryAfter";
import { type Said, saidIn } from "./said";
import type { Service } from "./services";

/** What is known about a request when it fails. */
export interface RequestFacts {
  readonly server: string;
  readonly model: string;
  readonly service?: Service;
  /** Taken out of whatever the server says, in case it repeats it. */
  readonly key: string;
}

/** Turns anything the SDK returns or throws into a problem. */
export function classify(error: unknown, facts: RequestFacts): ApiProblem {
  if (isHttpError(error)) {
    return classifyStatus(error.statusCode, error.headers, error.body, facts);
  }
  const code = causeCode(error);
  if (code === undefined) {
    const innermost = record(rootOf(error));
    if (/^(Connection|UnexpectedClient)Error$/.test(String(record(error)["name"]))) {
      return { kind: "offline", server: facts.server, code: tidy(String(innermost["message"]), facts) };
    }
    return innermost["name"] === "TypeError" ? { kind: "truncated" } : { kind: "malformed", server: facts.server };
  }
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|DEPTH_ZERO|ERR_PROXY_CERT/i.test(code)) {
    return { kind: "tls", server: facts.server, code };
  }
  return { kind: HUNG_UP.test(code) ? "reset" : "offline", server: facts.server, code };
}

/** The server, or something on the way to it, closed a connection that there was. */
const HUNG_UP =
  /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|ERR_(CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE))$/;

interface HttpError {
  readonly statusCode: number;
  readonly headers: Headers;
  readonly body: string;
}

/** By shape, because minification changes the SDK's class names and an SDK class may be loaded twice. */
function isHttpError(error: unknown): error is HttpError {
  return error instanceof Error && "statusCode" in error && "headers" in error && "body" in error;
}

function classifyStatus(status: number, headers: Headers, body: string, facts: RequestFacts): ApiProblem {
  const said = saidIn(body);
  const detail = tidy(said.message, facts);
  if (status >= 200 && status < 300) {
    return { kind: "malformed", server: facts.server };
  }
  if (status >= 300 && status < 400) {
    return { kind: "redirected", server: facts.server };
  }
  if (status === 401) {
    return { kind: "refusedKey", server: facts.server };
  }
  if (status === 429) {
    return {
      kind: "rateLimited",
      detail,
      ...waitIn(headers),
      ...(/capacity exceeded|this model/i.test(said.message) ? { isModelBusy: true } : {}),
    };
  }
  if (status === 402) {
    return { kind: "unpaid", server: facts.server, detail };
  }
  if (status === 408) {
    return { kind: "serverTimeout", server: facts.server };
  }
  if (isModelError(status, said)) {
    return { kind: "unusableModel", model: facts.model, detail };
  }
  if (status === 403) {
    return { kind: "forbidden", server: facts.server, detail };
  }
  if (status === 404) {
    return { kind: "notFound", server: facts.server, ...(facts.service === "fim" ? { isFim: true } : {}) };
  }
  if (status >= 500) {
    return { kind: "serverError", server: facts.server, status, ...waitIn(headers) };
  }
  if (
    status === 413 ||
    /prompt is too long|maximum context|context.(length|size)|model_context_exceeded|too large for model/i.test(
      said.message,
    )
  ) {
    return { kind: "tooLong" };
  }
  return { kind: "invalid", status, detail };
}

function waitIn(headers: Headers): { readonly retryAfterMs?: number } {
  const wait = retryAfterMs(headers.get("retry-after"), Date.now());
  return wait === undefined ? {} : { retryAfterMs: wait };
}

function isModelError(status: number, said: Said): boolean {
  if (status !== 400 && status !== 404 && status !== 403) {
    return false;
  }
  return (
    said.type === "invalid_model" ||
    said.code === "1500" ||
    /\b(model\b.*\b(not found|does not exist|retired|deprecated|unknown)|invalid model|no such model|does not support|not enabled for)/i.test(
      said.message,
    )
  );
}

/** What a server said, made fit for a sentence: one short line, without the key and without invisible characters. */
export function tidy(message: string, facts: RequestFacts): string {
  const safe = facts.key ? message.replaceAll(facts.key, "…") : message;
  const line = safe.replace(/[\s\p{C}]+/gu, " ").trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

/** The innermost system code (`ECONNREFUSED`, …) that an error carries. */
function causeCode(error: unknown): string | undefined {
  let found: string | undefined;
  for (let at: unknown = error, depth = 0; at !== undefined && at !== null && depth < 8; depth++) {
    const { code, cause, errors } = record(at);
    if (typeof code === "string") {
      found = code;
    }
    at = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return found ?? chromiumCode(rootOf(error));
}

/** VS Code may send requests through Chromium's network stack, whose errors are text: `net::ERR_NAME_NOT_RESOLVED`. */
function chromiumCode(error: unknown): string | undefined {
  return /net::(ERR_[A-Z_]+)/.exec(String(error))?.[1];
}

function rootOf(error: unknown): unknown {
  const { cause } = record(error);
  return cause === undefined ? error : rootOf(cause);
}
