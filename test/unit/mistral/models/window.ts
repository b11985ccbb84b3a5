import assert from "node:assert/strict";
import { MistralClient, isProblem } from "../../../../src/mistral/client";
import type { ApiProblem } from "../../../../src/mistral/errors";
import type { ApiKey } from "../../../../src/mistral/keys/apiKey";
import { ModelCatalog } from "../../../../src/mistral/models/catalog";
import { type ListModels, listModels } from "../../../../src/mistral/models/listModels";
import type { CatalogStore, Listing, StoredListing } from "../../../../src/mistral/models/serverModels";
import { StandingClock } from "../../completion/standingClock";
import { never } from "../support/asks";
import { Observer } from "../support/fixture";

export class MemoryStore implements CatalogStore {
  readonly lists = new Map<string, StoredListing>();
  read = async (id: string) => this.lists.get(id);
  write = async (id: string, listing: StoredListing) => void this.lists.set(id, listing);
}

/** A window: a catalogue with a clock that stands until it is told to go. */
export class Window {
  now = Date.parse("2026-08-15T12:00:00Z");
  patienceMs = 60_000;
  /** Says when somebody has waited long enough for a server. */
  readonly clock = new StandingClock();
  readonly asked: Promise<unknown>[] = [];
  readonly catalog: ModelCatalog;

  constructor(
    public keys: readonly ApiKey[],
    readonly store: CatalogStore = new MemoryStore(),
  ) {
    const client = new MistralClient({ server: () => "none", keys: async () => this.keys }, new Observer());
    const ask: ListModels = (connection, signal) => {
      const models = listModels(client, connection, signal, this.patienceMs);
      this.asked.push(models);
      return models;
    };
    this.catalog = new ModelCatalog(client, ask, store, () => this.now, this.clock);
  }

  /** Until what was asked in the background has been heard. */
  async settled(): Promise<void> {
    await Promise.all(this.asked);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }

  async list(): Promise<Listing> {
    return listed(await this.catalog.list("chat", never()));
  }
}

export function listed(listing: Listing | ApiProblem): Listing {
  assert.ok(!isProblem(listing), JSON.stringify(listing));
  return listing;
}

export const ids = ({ models }: Listing) => models.map(({ id }) => id);
