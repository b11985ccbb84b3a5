import type { DatabaseSync } from "node:sqlite";
import { eraseTables, inTransaction, isDamaged, isLocked, type Layout, patiently } from "../../storage/database";
import { Journal, unlessLocked, type Waiter } from "../../storage/journal";
import { LEDGER_LAYOUT } from "./layout";

/** What the ledgers' database needs of the world. */
export interface LedgerFile {
  /** @throws when there is nothing to be had on this disk */
  open(layout: Layout): Promise<DatabaseSync>;
  /** Records are lost, and why. Called once for each way in which that happens. */
  failed(sentence: string, error: unknown): void;
}

/** Something to be written. */
export type Write = (database: DatabaseSync) => void;

/** Another window's lock that lasts for so many seconds is worth a line in the log. */
const LONG_LOCKED = 30;

/** The database that all windows share. Requests never wait for it, and what it cannot keep is lost. */
export class LedgerDatabase {
  private readonly journal: Journal<Write>;
  private readonly stopped = new AbortController();
  private readonly listeners = new Set<() => void>();
  private readonly complained = new Set<string>();
  private database: DatabaseSync | undefined;
  private loading: Promise<void> | undefined;
  private timesLocked = 0;

  constructor(
    private readonly file: LedgerFile,
    private readonly clock: Waiter,
  ) {
    this.journal = new Journal(clock, (error) => this.complain("The ledger of requests cannot be written.", error));
  }

  /** Opens it, once. Until then, what is to be written is held. Never rejects. */
  load(): Promise<void> {
    this.loading ??= this.open(LEDGER_LAYOUT);
    return this.loading;
  }

  /** Writes it within a second. Never throws. */
  push(write: Write): void {
    this.journal.push(write);
  }

  /** Calls `listener` after each time that something was written here, and when the database has been opened. */
  onWritten(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** Looks something up now. @returns undefined where nothing can be read; the log says why */
  read<Result>(query: (database: DatabaseSync) => Result): Result | undefined {
    try {
      return this.database && query(this.database);
    } catch (error) {
      this.broken("The ledger of requests cannot be read.", error);
      return undefined;
    }
  }

  /** Writes one thing now. @returns undefined where another window writes at this moment, or nothing can be written */
  claim<Result>(write: (database: DatabaseSync) => Result): Result | undefined {
    try {
      return this.database && write(this.database);
    } catch (error) {
      if (!isLocked(error)) {
        this.broken("The ledger of requests cannot be written; some requests are missing in it.", error);
      }
      return undefined;
    }
  }

  /** Writes what is held, for whoever wants to see it now. */
  flush(): void {
    this.journal.flush();
  }

  /** Empties tables, with what is not written yet; nothing of them stays in the file. @throws when that fails */
  erase(tables: readonly string[]): void {
    const { database } = this;
    if (database) {
      patiently(database, () => this.journal.flush());
      eraseTables(database, tables);
      this.tellListeners();
    }
  }

  dispose(): void {
    this.stopped.abort();
    const { database } = this;
    if (database) {
      patiently(database, () => this.journal.dispose());
    }
    this.journal.dispose();
    this.database?.close();
    this.database = undefined;
  }

  private async open(layout: Layout): Promise<void> {
    try {
      await unlessLocked(() => this.openOnce(layout), this.clock, this.stopped.signal);
    } catch (error) {
      this.journal.giveUp();
      this.complain("The ledger of requests cannot be opened; usage is not counted.", error);
    }
  }

  private async openOnce(layout: Layout): Promise<void> {
    const database = await this.file.open(layout);
    if (this.stopped.signal.aborted) {
      database.close();
      return;
    }
    // What is old, or more than is kept, leaves the file too.
    database.exec("PRAGMA secure_delete = ON");
    this.database = database;
    this.journal.open({ write: (writes) => this.writeAll(database, writes) });
    this.tellListeners();
  }

  private writeAll(database: DatabaseSync, writes: readonly Write[]): void {
    try {
      inTransaction(database, () => writes.forEach((write) => write(database)));
      this.timesLocked = 0;
    } catch (error) {
      if (isLocked(error)) {
        this.timesLocked++;
        if (this.timesLocked === LONG_LOCKED) {
          this.complain("Another program keeps the ledger of requests locked.", error);
        }
        // The journal holds them until the next time.
        throw error;
      }
      this.broken("The ledger of requests cannot be written; some requests are missing in it.", error);
      return;
    }
    this.tellListeners();
  }

  /** These records are lost. A damaged file is replaced, so that the next ones are not. */
  private broken(sentence: string, error: unknown): void {
    this.complain(sentence, error);
    if (isDamaged(error) && this.database) {
      this.database.close();
      this.database = undefined;
      this.loading = this.open({ ...LEDGER_LAYOUT, isChecked: true });
    }
  }

  private complain(sentence: string, error: unknown): void {
    if (!this.complained.has(sentence)) {
      this.complained.add(sentence);
      this.file.failed(sentence, error);
    }
  }

  private tellListeners(): void {
    this.listeners.forEach((listener) => listener());
  }
}
