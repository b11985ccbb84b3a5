import { isProblem, type MistralClient } from "../client";
import { type Clock, systemClock } from "../clock";
import type { Connection } from "../connection";
import type { ApiProblem } from "../errors";
import type { Purpose } from "../purpose";
import type { ListModels } from "./listModels";
import type { Model } from "./model";
import { CANCELLED, type CatalogParts, type CatalogStore, type Listing, ServerModels } from "./serverModels";
import { Shared } from "./shared";

/** A server that says nothing for so long is not waited for while another key's may answer, in milliseconds. */
const PATIENCE_MS = 2_000;
/** Nobody reads why, and without a reason an exception with its stack would be made. */
const OVER = "over";

/** What the servers list, for each server and key on its own. */
export class ModelCatalog {
  private readonly parts: CatalogParts;
  private readonly servers = new Map<string, ServerModels>();

  /**
   * @param now milliseconds since 1970
   * @param clock tells when a server has been silent for too long
   */
  constructor(
    private readonly client: MistralClient,
    ask: ListModels,
    store: CatalogStore,
    now: () => number = () => Date.now(),
    private readonly clock: Clock = systemClock,
  ) {
    this.parts = { ask, store, now };
  }

  /**
   * The models that may be used for a purpose, as the server of the first key lists them that has a list; from memory or
   * the disk, at once, where they are known, and then with the `problem` that a newer list could not be had. Without
   * models if cancelled.
   */
  list(purpose: Purpose, signal: AbortSignal): Promise<Listing | ApiProblem> {
    return this.first(purpose, signal, (models) => models.list(signal));
  }

  /** The same, asked for now. */
  refresh(purpose: Purpose, signal: AbortSignal): Promise<Listing | ApiProblem> {
    return this.first(purpose, signal, (models) => models.refresh(signal));
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

  private async first(
    purpose: Purpose,
    signal: AbortSignal,
    ask: (models: ServerModels) => Promise<Listing | ApiProblem>,
  ): Promise<Listing | ApiProblem> {
    const connections = await new Shared(() => this.client.connections(purpose)).join(signal);
    if (connections === undefined) {
      return CANCELLED;
    }
    if (isProblem(connections)) {
      return connections;
    }
    const servers = connections.map((connection) => this.modelsFor(connection));
    // Nobody waits again for one that has just been asked in vain as long as another one answers.
    const order = [...servers].sort((a, b) => Number(a.isLacking) - Number(b.isLacking));
    const asked = new Map<ServerModels, Promise<Listing | ApiProblem>>();
    for (const models of order) {
      asked.set(models, ask(models));
      const patience = asked.size < order.length ? PATIENCE_MS : undefined;
      const listing = await this.firstListing([...asked.values()], patience);
      if (listing) {
        order.filter((one) => one.isLacking && !asked.has(one)).forEach((one) => one.tryAgain());
        return listing;
      }
    }
    const [first] = servers;
    return (first && (await asked.get(first))) ?? CANCELLED;
  }

  /** Undefined if all have failed, or none has a list when patience is over. @param patience in milliseconds */
  private async firstListing(
    asked: readonly Promise<Listing | ApiProblem>[],
    patience: number | undefined,
  ): Promise<Listing | undefined> {
    const listings = asked.map(async (one) => {
      const listing = await one;
      return isProblem(listing) ? Promise.reject(new Error("no list")) : listing;
    });
    const found = Promise.any(listings).catch(() => undefined);
    if (patience === undefined) {
      return found;
    }
    const over = new AbortController();
    const late = this.clock.wait(patience, over.signal).then(() => undefined);
    return Promise.race([found, late]).finally(() => over.abort(OVER));
  }

  private modelsFor(connection: Connection): ServerModels {
    const id = `${connection.base} ${connection.facts.key}`;
    const models = this.servers.get(id) ?? new ServerModels(connection, this.parts);
    this.servers.set(id, models);
    return models;
  }
}
