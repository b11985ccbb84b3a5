import { classify } from "../classify";
import type { Connection } from "../connection";
import type { ApiProblem } from "../errors";
import { fetcher, withExchange } from "../fetcher";
import { modelsOf } from "./card";
import type { Model } from "./model";

const LIST_TIMEOUT_MS = 10_000;

/**
 * `GET /v1/models`; also how a key is checked. An empty list if cancelled.
 *
 * The SDK is not asked: it invents what a server leaves out (a context of 32,768 tokens, an owner `mistralai`) and
 * refuses lists of other forms.
 */
export async function listModels(
  connection: Connection,
  signal: AbortSignal,
  timeoutMs = LIST_TIMEOUT_MS,
): Promise<readonly Model[] | ApiProblem> {
  const { facts } = connection;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const body = await get(connection, AbortSignal.any([signal, timeout]));
    return modelsOf(parsed(body)) ?? { kind: "malformed", server: facts.server };
  } catch (error) {
    if (signal.aborted) {
      return [];
    }
    return timeout.aborted
      ? { kind: "timeout", server: facts.server, seconds: Math.round(timeoutMs / 1000) }
      : classify(error, { ...facts, model: "" });
  }
}

/** Throws what `classify` knows. */
async function get({ base, dialect, facts }: Connection, signal: AbortSignal): Promise<string> {
  const headers = { accept: "application/json", ...(facts.key ? { authorization: `Bearer ${facts.key}` } : {}) };
  const request = new Request(`${base}/v1/models`, { headers });
  const response = await withExchange({ signal, dialect }, () => fetcher(request)).catch((cause: unknown) => {
    throw Object.assign(new Error("The server cannot be reached.", { cause }), { name: "ConnectionError" });
  });
  const body = await response.text();
  if (response.status !== 200) {
    const { status: statusCode, headers: said } = response;
    throw Object.assign(new Error("The server refused."), { statusCode, headers: said, body });
  }
  return body;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
