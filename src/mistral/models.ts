import { modelsList } from "@mistralai/mistralai/funcs/modelsList";
import { classify } from "./classify";
import { type Connection, isProblem, type MistralClient } from "./client";
import type { ApiProblem } from "./errors";
import { record } from "./record";
import { withSignal } from "./fetcher";

/** A model as the server describes it. A server that leaves its capabilities out is taken to mean "all of them". */
export interface Model {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly description: string;
  /** Tokens; undefined if the server does not say. */
  readonly contextLength: number | undefined;
  readonly chats: boolean;
  readonly fillsInTheMiddle: boolean;
  /** Retired from this moment on (milliseconds since the epoch). */
  readonly retiredAt: number | undefined;
  readonly replacement: string | undefined;
}

const LIST_TIMEOUT_MS = 10_000;
/** Long enough to cost nothing, short enough that a new model shows up in a working day. */
const FRESH_FOR_MS = 10 * 60_000;

/** The server's list of models, asked for when needed and kept for ten minutes. */
export class ModelCatalog {
  private kept:
    | { readonly server: string; readonly key: string; readonly at: number; readonly models: readonly Model[] }
    | undefined;

  constructor(private readonly client: MistralClient) {}

  async list(signal: AbortSignal): Promise<readonly Model[] | ApiProblem> {
    const connection = await this.client.connect();
    if (isProblem(connection)) {
      return connection;
    }
    const { server, key } = connection.facts;
    if (this.kept?.server === server && this.kept.key === key && Date.now() - this.kept.at < FRESH_FOR_MS) {
      return this.kept.models;
    }
    const models = await listModels(connection, signal);
    if (!isList(models) || signal.aborted) {
      return models;
    }
    this.kept = { server, key, at: Date.now(), models };
    return models;
  }
}

export function isList<T>(value: readonly T[] | ApiProblem): value is readonly T[] {
  return Array.isArray(value);
}

/** `GET /v1/models`; also how a key is checked. An empty list if cancelled. */
export async function listModels(
  connection: Connection,
  signal: AbortSignal,
  timeoutMs = LIST_TIMEOUT_MS,
): Promise<readonly Model[] | ApiProblem> {
  const { core, facts } = connection;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const either = AbortSignal.any([signal, timeout]);
    const result = await withSignal(either, () => modelsList(core, undefined, { signal: either }));
    if (!result.ok) {
      throw result.error;
    }
    if (result.value.data === undefined) {
      return { kind: "malformed", server: facts.server };
    }
    return result.value.data
      .map((entry) => modelOf(record("raw" in entry ? entry.raw : entry)))
      .filter((m) => m.id !== "");
  } catch (error) {
    if (signal.aborted) {
      return [];
    }
    return timeout.aborted
      ? { kind: "timeout", server: facts.server, seconds: Math.round(timeoutMs / 1000) }
      : classify(error, { ...facts, model: "" });
  }
}

/** Takes the SDK's names and, for entries its schema did not know, the wire's. */
function modelOf(entry: Record<string, unknown>): Model {
  const capabilities = record(entry["capabilities"]);
  const can = (camel: string, snake: string) => capabilities[camel] !== false && capabilities[snake] !== false;
  const context = entry["maxContextLength"] ?? entry["max_context_length"] ?? entry["max_model_len"];
  const deprecation = entry["deprecation"];
  const replacement = entry["deprecationReplacementModel"] ?? entry["deprecation_replacement_model"];
  return {
    id: typeof entry["id"] === "string" ? entry["id"] : "",
    aliases: Array.isArray(entry["aliases"]) ? entry["aliases"].filter((alias) => typeof alias === "string") : [],
    description: typeof entry["description"] === "string" ? entry["description"] : "",
    contextLength: typeof context === "number" ? context : undefined,
    chats: can("completionChat", "completion_chat"),
    fillsInTheMiddle: can("completionFim", "completion_fim"),
    retiredAt: deprecation instanceof Date ? deprecation.getTime() : timeOf(deprecation),
    replacement: typeof replacement === "string" ? replacement : undefined,
  };
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
