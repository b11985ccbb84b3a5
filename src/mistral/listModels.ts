import { modelsList } from "@mistralai/mistralai/funcs/modelsList";
import { classify } from "./classify";
import type { Connection } from "./client";
import type { ApiProblem } from "./errors";
import { withSignal } from "./fetcher";
import type { Model } from "./models";
import { record } from "./record";
import { sdkOf } from "./sdk";

const LIST_TIMEOUT_MS = 10_000;

/** `GET /v1/models`; also how a key is checked. An empty list if cancelled. */
export async function listModels(
  connection: Connection,
  signal: AbortSignal,
  timeoutMs = LIST_TIMEOUT_MS,
): Promise<readonly Model[] | ApiProblem> {
  const { facts } = connection;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const either = AbortSignal.any([signal, timeout]);
    const result = await withSignal(either, () => modelsList(sdkOf(connection), undefined, { signal: either }));
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
