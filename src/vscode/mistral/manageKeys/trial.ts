import { isProblem } from "../../../mistral/client";
import type { ApiProblem } from "../../../mistral/errors";
import type { ApiKey } from "../../../mistral/keys/apiKey";
import { type Verdict, verdictOf } from "../../../mistral/keys/verdict";
import { isList, type Model } from "../../../mistral/models/model";
import type { KeyParts } from "./parts";

export interface Trial {
  readonly verdict: Verdict;
  readonly answer: readonly Model[] | ApiProblem;
}

export type Tried = Pick<ApiKey, "name" | "server" | "secret">;

/** How a key that is tried before it is stored is called on the accounts of requests. */
export const UNSTORED = "not stored yet";

/** Asks a key's server for its models, which costs nothing. @returns undefined if cancelled */
export async function tryKey(
  { client, core }: Pick<KeyParts, "client" | "core">,
  key: Tried,
  signal: AbortSignal,
): Promise<Trial | undefined> {
  const connection = client.open(key);
  const answer = isProblem(connection) ? connection : await (await core.load()).listModels(client, connection, signal);
  return signal.aborted ? undefined : { verdict: verdictOf(answer, key.server), answer };
}

/** The models that the key's server has, none where it has no list of them. */
export function modelsOf({ answer }: Trial): readonly Model[] {
  return isList(answer) ? answer : [];
}
