import * as vscode from "vscode";
import type { Access } from "../../mistral/client";
import { type Clock, systemClock } from "../../mistral/clock";
import { backoffMs } from "../../mistral/gate/backoff";
import type { ApiKey } from "../../mistral/keys/apiKey";
import {
  type KeyList,
  keysToJson,
  parseKeys,
  resolveKey,
  setDefaultKey,
  type StoredKey,
  storedKeys,
} from "../../mistral/keys/stored";
import type { Log } from "../log";
import type { Settings } from "../settings";
import { SETTINGS } from "./settings";

const SECRET = "codestral.keys";
/** Where versions before this list kept their one key. */
const OLD_SECRET = "codestral.apiKey";

export const ENVIRONMENT_ID = "environment";
const ENVIRONMENT_NAME = "MISTRAL_API_KEY (environment)";

/** The person's keys: in SecretStorage, and while there is none, the environment's. They are kept nowhere else. */
export class Keys implements Access, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when keys were stored, changed or removed, in this window or another. */
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;
  /** Looked up once and after each change: a look-up crosses to another process, and a key is needed at each keystroke. */
  private known: Promise<readonly StoredKey[]> | undefined;
  private writing: Promise<unknown> = Promise.resolve();
  /** What the storage said when it could be read last. */
  private readLast: readonly StoredKey[] = [];
  /** How often in a row it could not be read. */
  private failures = 0;
  private retrying = new AbortController();

  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly settings: Pick<Settings, "get">,
    private readonly log: Pick<Log, "error">,
    private readonly clock: Clock = systemClock,
  ) {
    this.subscription = secrets.onDidChange(({ key }) => {
      if (key === SECRET || key === OLD_SECRET) {
        this.known = undefined;
        this.changed.fire();
      }
    });
  }

  server(): string {
    return this.settings.get(SETTINGS.server);
  }

  /** The keys that requests may use, in the person's order. */
  async keys(): Promise<readonly ApiKey[]> {
    const stored = await this.stored();
    if (stored.length > 0) {
      const server = this.server();
      return stored.map((key) => resolveKey(key, server));
    }
    const secret = process.env["MISTRAL_API_KEY"]?.trim();
    return secret ? [{ id: ENVIRONMENT_ID, name: ENVIRONMENT_NAME, server: this.server(), work: "both", secret }] : [];
  }

  /** The keys that are kept here, and may be changed. */
  stored(): Promise<readonly StoredKey[]> {
    this.known ??= this.lookUp();
    return this.known;
  }

  /**
   * Changes the list that is stored now, by whichever window. Changes of this window come one after another.
   * @throws if the secret storage cannot be written
   */
  update(change: (list: KeyList) => KeyList): Promise<void> {
    const update = this.writing.then(() => this.updateNow(change));
    this.writing = update.catch(() => {});
    return update;
  }

  dispose(): void {
    this.retrying.abort();
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** Where the system's keyring does not work, the environment still may; and it may be locked for a moment only. */
  private async lookUp(): Promise<readonly StoredKey[]> {
    try {
      const { list, isOld } = await this.read();
      if (isOld) {
        const move = this.update((current) => current);
        move.catch((error: unknown) => this.log.error("The API key of an older version cannot be moved.", error));
      }
      this.failures = 0;
      this.readLast = storedKeys(list);
    } catch (error) {
      if (this.failures === 0) {
        this.log.error("VS Code's secret storage cannot be read; it is tried again.", error);
      }
      this.failures++;
      void this.lookUpLater();
    }
    return this.readLast;
  }

  private async lookUpLater(): Promise<void> {
    this.retrying.abort();
    const { signal } = (this.retrying = new AbortController());
    await this.clock.wait(backoffMs(this.failures, Math.random()), signal);
    if (signal.aborted) {
      return;
    }
    this.known = undefined;
    await this.stored();
    if (this.failures === 0) {
      this.changed.fire();
    }
  }

  /** A key where versions before the list kept it is the default key: also beside a list, when such a version runs too. */
  private async read(): Promise<{ readonly list: KeyList; readonly isOld: boolean }> {
    const [json, old] = await Promise.all([this.secrets.get(SECRET), this.secrets.get(OLD_SECRET)]);
    const list = parseKeys(json);
    const secret = old?.trim();
    return { list: secret ? setDefaultKey(list, secret) : list, isOld: old !== undefined };
  }

  private async updateNow(change: (list: KeyList) => KeyList): Promise<void> {
    const { list, isOld } = await this.read();
    const changed = change(list);
    if (changed.entries.length > 0) {
      await this.secrets.store(SECRET, keysToJson(changed));
    } else {
      await this.secrets.delete(SECRET);
    }
    if (isOld) {
      await this.secrets.delete(OLD_SECRET);
    }
    this.known = undefined;
  }
}
