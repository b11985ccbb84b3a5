import { call } from "../call";
import type { MistralClient } from "../client";
import type { Connection } from "../connection";
import type { ApiProblem } from "../errors";
import { RULES } from "../purpose";
import { modelsOf } from "./card";
import type { Model } from "./model";

/** Asks one server for its models with one key. An empty list if cancelled. */
export type ListModels = (connection: Connection, signal: AbortSignal) => Promise<readonly Model[] | ApiProblem>;

/** `GET /v1/models`; also how a key is checked, one that is not stored yet included. An empty list if cancelled. */
export async function listModels(
  client: MistralClient,
  connection: Connection,
  signal: AbortSignal,
  timeoutMs = RULES.control.patience.toFirstEvent,
): Promise<readonly Model[] | ApiProblem> {
  const listed = await call<readonly Model[]>(
    client,
    {
      ...{ service: "models", purpose: "control", model: "", path: "v1/models" },
      patience: { ...RULES.control.patience, toFirstEvent: timeoutMs },
      read: modelsOf,
    },
    signal,
    connection,
  );
  return listed.kind === "value" ? listed.value : listed.kind === "problem" ? listed.problem : [];
}
