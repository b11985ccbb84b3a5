import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text as readText } from "node:stream/consumers";
import type { Brain } from "./brain";
import { dialects } from "./dialects";
import type { Conversation } from "./conversations/store";
import type { Exchange } from "./endpoints/exchange";
import { send } from "./endpoints/send";
import { incompatible } from "./incompatible";
import type { Limits } from "./limits";
import type { Catalogue } from "./models";
import type { Moods } from "./moods";
import type { Documents } from "./ocr/document";
import type { PromptCache } from "./promptCache";
import { preciseNow, type Recorder, type Recording } from "./recorder";
import {
  type Answer,
  internalError,
  internalErrorBody,
  methodNotAllowed,
  noRoute,
  refusals,
  unauthorized,
} from "./refusals";
import { type Match, routeOf } from "./routes";
import { StreamCut } from "./sse";

/** What one server's requests share; a test may replace the last five at any time. */
export interface Shared {
  readonly basePath: string;
  readonly recorder: Recorder;
  readonly moods: Moods;
  readonly cache: PromptCache;
  readonly conversations: Map<string, Conversation>;
  /** Which connection a request came by: the first is 1. */
  readonly connectionOf: (request: IncomingMessage) => number;
  brain: Brain;
  catalogue: Catalogue;
  keys: readonly string[];
  limits: Limits;
  documents: Documents;
}

/** From a request to its answer. Never rejects. */
export async function handle(shared: Shared, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedAt = preciseNow();
  const gone = new AbortController();
  let body: string;
  try {
    body = await readText(request);
  } catch {
    return; // The client left before it had said what it wants.
  }
  const path = (request.url ?? "/").replace(/\?.*$/s, "");
  const recording = record(shared, request, path, body, startedAt);
  response.once("close", () => {
    if (!response.writableFinished && recording.closed === "open") recording.closed = "aborted-by-client";
    if (recording.closed === "open") recording.closed = "completed";
    recording.closedAt = preciseNow();
    gone.abort();
    shared.recorder.changed();
  });
  shared.recorder.add(recording);

  const below = path.startsWith(shared.basePath) ? path.slice(shared.basePath.length) : "";
  const match = routeOf(request.method ?? "", below);
  const { route, id } = match;
  const mood = route === undefined ? {} : shared.moods.take(route.endpoint);
  const key = (request.headers.authorization ?? "").replace(/^Bearer /, "");
  const signal = gone.signal;
  const exchange = { response, recording, mood, signal, key, id, ...shared };
  if (mood.silent === true) return;
  try {
    const refusal = refusalOf(exchange, request.method ?? "", match);
    if (refusal === undefined && route !== undefined) await route.answer(exchange);
    else await send(exchange, refusal ?? noRoute());
  } catch (problem) {
    // A client that leaves early is noticed by the write that fails before the response says that it is closed.
    if (problem instanceof StreamCut || gone.signal.aborted || response.socket?.destroyed === true) return;
    await fail(exchange, problem instanceof Error ? problem.message : String(problem));
  }
}

function record(
  { keys, connectionOf }: Shared,
  request: IncomingMessage,
  path: string,
  body: string,
  startedAt: number,
): Recording {
  const { authorization, ...headers } = request.headers;
  const accepted = keys.some((key) => authorization === `Bearer ${key}`);
  return {
    method: request.method ?? "",
    path,
    headers,
    key: authorization === undefined ? "missing" : accepted ? "accepted" : "refused",
    body: parsed(body),
    startedAt,
    closedAt: undefined,
    closed: "open",
    status: undefined,
    comeBackAt: undefined,
    correlationId: randomUUID(),
    connection: connectionOf(request),
    eventsSent: 0,
    doneSent: false,
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function refusalOf(exchange: Exchange, method: string, { route, allowed }: Match): Answer | undefined {
  const { mood, recording } = exchange;
  if (route === undefined) return noRoute();
  if (mood.refuse !== undefined) return refusals[mood.refuse]();
  if (mood.dialect !== undefined && route.everywhere !== true) {
    return dialects[mood.dialect].unknownEndpoint(method, recording.path);
  }
  if (mood.dialect === undefined && recording.key !== "accepted")
    return unauthorized(mood.unauthorizedBody ?? "detail");
  if (!allowed.includes(method)) return methodNotAllowed(allowed);
  return incompatible(recording.body, mood);
}

/** The brain has failed: a 500, or an error in the stream that has begun. */
async function fail(exchange: Exchange, message: string): Promise<void> {
  const { response } = exchange;
  try {
    if (!response.headersSent) await send(exchange, internalError(message));
    else response.end(`data: ${JSON.stringify(internalErrorBody(message))}\n\n`);
  } catch {
    response.destroy(); // The client has gone meanwhile.
  }
}
