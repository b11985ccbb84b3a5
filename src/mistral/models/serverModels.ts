import { scrypt } from "node:crypto";
import type { Connection } from "../connection";
import type { ApiProblem } from "../errors";
import { cardOf, modelsOf } from "./card";
import type { ListModels } from "./listModels";
import { isList, type Model } from "./model";
import { Shared } from "./shared";

/** What a server lists. */
export interface Listing {
  /** As a person knows it. */
  readonly server: string;
  readonly models: readonly Model[];
  /** When the server said so, in milliseconds since 1970. */
  readonly at: number;
  /** Why the server has not said it again since; undefined if it was not asked or answered. */
  readonly problem: ApiProblem | undefined;
}

export const CANCELLED: Listing = { server: "", models: [], at: 0, problem: undefined };

/** A list as it lies on the disk, its models as the server writes them. */
export interface StoredListing {
  readonly at: number;
  readonly data: readonly unknown[];
}

/** Where lists outlast the window. */
export interface CatalogStore {
  /** @param id tells one server and key from another, and names neither */
  read(id: string): Promise<StoredListing | undefined>;
  write(id: string, listing: StoredListing): Promise<void>;
}

export interface CatalogParts {
  readonly ask: ListModels;
  readonly store: CatalogStore;
  /** Milliseconds since 1970. */
  now(): number;
}

const MINUTE_MS = 60_000;
/** Long enough to cost nothing, short enough that a new model shows up in a working day. */
export const FRESH_FOR_MS = 10 * MINUTE_MS;
/** A list is worth waiting for when it is older. */
const GOOD_FOR_MS = 24 * 60 * MINUTE_MS;
/** A server that has just failed to answer is left alone as long as there is an older list. */
const RETRY_AFTER_MS = MINUTE_MS;

/** Some servers have no list, as `codestral.mistral.ai` has none; and nobody waits twice in a row for one that is silent. */
const LEFT_ALONE_MS: Readonly<Partial<Record<ApiProblem["kind"], number>>> = {
  notFound: FRESH_FOR_MS,
  notOffered: FRESH_FOR_MS,
  timeout: RETRY_AFTER_MS,
};

/** After these, what the server said before is not true any more; after the others it may be. */
const ENDS_TRUST: ReadonlySet<ApiProblem["kind"]> = new Set([
  "refusedKey",
  "forbidden",
  "notFound",
  "notOffered",
  "badServer",
]);

/** The models that one server has for one key: in memory, on the disk, and asked for when they grow old. */
export class ServerModels {
  private kept: Listing | undefined;
  private reading: Promise<string> | undefined;
  private asking: Shared<Listing | ApiProblem> | undefined;
  /** What the server said last, where it was no list and none is known. */
  private failure: ApiProblem | undefined;
  private triedAt = Number.NEGATIVE_INFINITY;
  private isTrusted = true;
  /** Names that the server has refused though it lists them, or may have listed them, and when. */
  private readonly doubted = new Map<string, number>();

  constructor(
    private readonly connection: Connection,
    private readonly parts: CatalogParts,
  ) {}

  /** What is known without waiting. */
  get known(): Listing | undefined {
    return this.kept;
  }

  /** Whether the server has been asked in vain, and nothing is known of its models. */
  get isLacking(): boolean {
    return this.kept === undefined && this.failure !== undefined;
  }

  /** At once where the list is younger than a day. Without models if cancelled. */
  async list(signal: AbortSignal): Promise<Listing | ApiProblem> {
    await new Shared(() => this.readOnce()).join(signal);
    const age = this.kept ? this.since(this.kept.at) : Number.POSITIVE_INFINITY;
    const sinceTried = this.since(this.triedAt);
    if (this.kept && this.isTrusted && age < GOOD_FOR_MS) {
      if (age >= FRESH_FOR_MS && sinceTried >= RETRY_AFTER_MS) {
        this.refreshInBackground();
      }
      return this.kept;
    }
    if (this.kept === undefined && this.failure && sinceTried < (LEFT_ALONE_MS[this.failure.kind] ?? 0)) {
      return this.failure;
    }
    return this.kept && sinceTried < RETRY_AFTER_MS ? this.kept : this.refresh(signal);
  }

  /** Asks a server that has none again when it is time, while nobody waits for it. */
  tryAgain(): void {
    if (this.since(this.triedAt) >= RETRY_AFTER_MS) {
      this.refreshInBackground();
    }
  }

  /** Asks the server now; whoever wants it meanwhile waits for the same answer. Without models if cancelled. */
  async refresh(signal: AbortSignal): Promise<Listing | ApiProblem> {
    if (signal.aborted) {
      return CANCELLED;
    }
    if (this.asking === undefined || this.asking.isOver) {
      const shared = new Shared((all) => this.ask(all));
      this.asking = shared;
      const forget = () => {
        if (this.asking === shared) {
          this.asking = undefined;
        }
      };
      void shared.done.then(forget, forget);
    }
    return (await this.asking.join(signal)) ?? CANCELLED;
  }

  /** The server has refused a model that it was asked for: the next who wants the list gets a new one. */
  distrust(model: string): void {
    const now = this.parts.now();
    // Whoever names a model that there is not is refused at each key.
    if (now - (this.doubted.get(model) ?? Number.NEGATIVE_INFINITY) >= FRESH_FOR_MS) {
      this.doubted.set(model, now);
      this.isTrusted = false;
      this.triedAt = Number.NEGATIVE_INFINITY;
      this.refreshInBackground();
    }
  }

  private refreshInBackground(): void {
    // It rejects only where a part of the extension is missing, which the person has been told.
    void this.refresh(new AbortController().signal).catch(() => undefined);
  }

  private async ask(signal: AbortSignal): Promise<Listing | ApiProblem> {
    const models = await this.parts.ask(this.connection, signal);
    if (signal.aborted) {
      return CANCELLED;
    }
    const now = this.parts.now();
    this.triedAt = now;
    this.failure = isList(models) ? undefined : models;
    if (isList(models)) {
      this.isTrusted = true;
      this.kept = { server: this.connection.facts.server, models, at: now, problem: undefined };
      void this.write(this.kept);
      return this.kept;
    }
    if (this.kept === undefined || ENDS_TRUST.has(models.kind)) {
      this.kept = undefined;
      return models;
    }
    this.kept = { ...this.kept, problem: models };
    return this.kept;
  }

  /** In milliseconds. A clock that was set back says nothing, and then it is long ago. */
  private since(at: number): number {
    const passed = this.parts.now() - at;
    return passed >= 0 ? passed : Number.POSITIVE_INFINITY;
  }

  private readOnce(): Promise<string> {
    this.reading ??= this.read();
    return this.reading;
  }

  /** @returns the list's name on the disk */
  private async read(): Promise<string> {
    const id = await fingerprint(this.connection);
    // A disk that cannot be read costs a request, no more.
    const stored = await this.parts.store.read(id).catch(() => undefined);
    const models = modelsOf(stored);
    if (stored && models && this.kept === undefined) {
      this.kept = { server: this.connection.facts.server, models, at: stored.at, problem: undefined };
    }
    return id;
  }

  private async write({ at, models }: Listing): Promise<void> {
    const id = await this.readOnce();
    await this.parts.store.write(id, { at, data: models.map(cardOf) }).catch(() => undefined);
  }
}

/** A slow hash, cut short: who finds it on the disk learns no key by trying, not even the short key of an own server. */
function fingerprint({ base, facts }: Connection): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(facts.key, `codestral models of ${base}`, 8, (error, hash) => {
      if (error) {
        reject(error);
      } else {
        resolve(hash.toString("hex"));
      }
    });
  });
}
