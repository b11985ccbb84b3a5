import { isProblem, type MistralClient } from "./client";
import type { ApiProblem } from "./errors";
import type { listModels } from "./listModels";

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

/** Long enough to cost nothing, short enough that a new model shows up in a working day. */
const FRESH_FOR_MS = 10 * 60_000;

/** The server's list of models, asked for when needed and kept for ten minutes. */
export class ModelCatalog {
  private kept:
    | { readonly server: string; readonly key: string; readonly at: number; readonly models: readonly Model[] }
    | undefined;

  constructor(
    private readonly client: MistralClient,
    private readonly ask: typeof listModels,
  ) {}

  async list(signal: AbortSignal): Promise<readonly Model[] | ApiProblem> {
    const connection = await this.client.connect();
    if (isProblem(connection)) {
      return connection;
    }
    const { server, key } = connection.facts;
    if (this.kept?.server === server && this.kept.key === key && Date.now() - this.kept.at < FRESH_FOR_MS) {
      return this.kept.models;
    }
    const models = await this.ask(connection, signal);
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
