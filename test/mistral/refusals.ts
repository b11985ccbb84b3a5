import { randomUUID } from "node:crypto";

/** An answer that is sent whole. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One entry of a 422's `detail`. */
export interface Detail {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input?: unknown;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

export const json = (status: number, body: unknown): Answer => ({ status, body: JSON.stringify(body) });

const html = (status: number, title: string): Answer => ({
  status,
  contentType: "text/html",
  body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
});

/** The API's own error body. */
export function apiError(status: number, message: unknown, type: string, code: string | null): Answer {
  return json(status, errorBody(status, message, type, code));
}

const errorBody = (status: number, message: unknown, type: string, code: string | null) => ({
  object: "error",
  message,
  type,
  param: null,
  code,
  raw_status_code: status,
});

const gatewayError = (status: number, message: string): Answer =>
  json(status, { message, request_id: randomUUID().replaceAll("-", "") });

export const noRoute = (): Answer => gatewayError(404, "no Route matched with those values");

export const methodNotAllowed = (allowed: readonly string[]): Answer => ({
  ...json(405, { detail: "Method Not Allowed" }),
  headers: { allow: allowed.join(", ") },
});

export function unauthorized(body: "detail" | "message"): Answer {
  return body === "detail" ? json(401, { detail: "Unauthorized" }) : gatewayError(401, "Unauthorized");
}

export function unprocessable(detail: readonly Detail[], body: "detail" | "wrapped"): Answer {
  return body === "detail" ? json(422, { detail }) : apiError(422, { detail }, "invalid_request_error", null);
}

export const invalidModel = (model: string): Answer =>
  apiError(400, `Invalid model: ${model}`, "invalid_model", "1500");

/** What `GET /v1/models/{id}` says; the other endpoints say 400. */
export const unknownModel = (model: string): Answer =>
  apiError(404, `Invalid model: ${model}`, "invalid_model", "1500");

export function retiredModel(model: string, replacement: string | null, status: 404 | 400): Answer {
  const advice = replacement === null ? "" : ` Use ${replacement} instead.`;
  return apiError(status, `Model ${model} has been retired.${advice}`, "invalid_model", "1500");
}

export const badRequest = (message: string): Answer => apiError(400, message, "invalid_request_error", null);

export const wrongOrder = (message: string): Answer => apiError(400, message, "invalid_request_message_order", "3230");

export const wrongFunctionCall = (message: string): Answer => apiError(400, message, "invalid_function_call", "3280");

export function contextOverflow(tokens: number, limit: number): Answer {
  const message = `Prompt contains ${tokens} tokens, too large for model with ${limit} maximum context length`;
  return apiError(400, message, "invalid_request_error", "3051");
}

/** What a stream says when it fails in the middle. */
export const internalErrorBody = (message: string) => errorBody(500, message, "internal_server_error", "1000");

export const internalError = (message: string): Answer => json(500, internalErrorBody(message));

const exampleDetail: Detail = {
  type: "extra_forbidden",
  loc: ["body", "example"],
  msg: "Extra inputs are not permitted",
  input: 1,
};

const guardrailBody = {
  error: { message: "Request blocked by guardrails", status: 403 },
  guardrails: { moderation_llm_v2: { violated_categories: ["dangerous"] } },
};

/** Errors that a mood can ask for whatever the request says. */
export const refusals = {
  badRequest: () => badRequest("The request is not valid."),
  contextOverflow: () => contextOverflow(300_000, 262_144),
  unauthorizedDetail: () => unauthorized("detail"),
  unauthorizedMessage: () => unauthorized("message"),
  guardrail: () => json(403, guardrailBody),
  notFound: () => noRoute(),
  unprocessable: () => unprocessable([exampleDetail], "detail"),
  unprocessableWrapped: () => unprocessable([exampleDetail], "wrapped"),
  rateLimited: () => apiError(429, "Rate limit exceeded", "rate_limited", "1300"),
  capacity: () => apiError(429, "Service tier capacity exceeded for this model.", "invalid_request_error", null),
  internal: () => internalError("Internal server error"),
  badGateway: () => html(502, "502 Bad Gateway"),
  unavailable: () => apiError(503, "Service unavailable.", "internal_server_error", "1001"),
} satisfies Record<string, () => Answer>;

export type RefusalName = keyof typeof refusals;

/** A 200 whose body is no JSON. */
export function notJson(kind: "broken" | "html"): Answer {
  if (kind === "html") return html(200, "Sign in to the network");
  return { status: 200, body: '{"id":"cmpl-1","object":"chat.completion","choices":[{"index":0,"mess' };
}
