import { isProblem, type MistralClient } from "../client";
import type { Connection } from "../connection";
import type { ApiProblem } from "../errors";
import type { Purpose } from "../purpose";
import type { ListModels } from "./listModels";
import type { Model } from "./model";
import { CANCELLED, type CatalogParts, type CatalogStore, type Listing, ServerModels } from "./serverModels";
import { Shared } from "./shared";

/** What the servers list, for each server and key on its own. */
export class ModelCatalog {
  private readonly parts: CatalogParts;
  private readonly servers = new Map<string, ServerModels>();

  /** @param now milliseconds since 1970 */
  constructor(
    private readonly client: MistralClient,
    ask: ListModels,
    store: CatalogStore,
    now: () => number = () => Date.now(),
  ) {
    this.parts = { ask, store, now };
  }

  /**
   * The models that may be used for a purpose; from memory or the disk, at once, where they are known, and then with the
   * `problem` that a newer list could not be had. Without models if cancelled.
   */
  async list(purpose: Purpose, signal: AbortSignal): Promise<Listing | ApiProblem> {
    const models = await this.serverFor(purpose, signal);
    return models instanceof ServerModels ? models.list(signal) : models;
  }

  /** The same, asked for now. */
  async refresh(purpose: Purpose, signal: AbortSignal): Promise<Listing | ApiProblem> {
    const models = await this.serverFor(purpose, signal);
    return models instanceof ServerModels ? models.refresh(signal) : models;
  }

  /** What is known of a server's models, by whatever key; none if nothing is. @param server its name */
  modelsOf(server: string): readonly Model[] {
    const known = [...this.servers.values()].map((models) => models.known);
    return known.find((listing) => listing?.server === server)?.models ?? [];
  }

  /** A server has refused a model: its list is not believed any more, and asked for again. */
  async distrust(purpose: Purpose, server: string, keyName: string, model: string): Promise<void> {
    const connections = await this.client.connections(purpose);
    const one = isProblem(connections)
      ? undefined
      : connections.find((connection) => connection.facts.server === server && connection.keyName === keyName);
    if (one) {
      this.modelsFor(one).distrust(model);
    }
  }

  private async serverFor(purpose: Purpose, signal: AbortSignal): Promise<ServerModels | Listing | ApiProblem> {
    const connection = await new Shared(() => this.client.connect(purpose)).join(signal);
    if (connection === undefined) {
      return CANCELLED;
    }
    return isProblem(connection) ? connection : this.modelsFor(connection);
  }

  private modelsFor(connection: Connection): ServerModels {
    const id = `${connection.base} ${connection.facts.key}`;
    const models = this.servers.get(id) ?? new ServerModels(connection, this.parts);
    this.servers.set(id, models);
    return models;
  }
}
