import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";

/** What a database holds, and how it is shared with other windows. */
export interface Layout {
  /** SQL that makes the tables, a step for each version: a file of version 2 gets the third step and those after it. */
  readonly steps: readonly string[];
  /** How long a statement waits for another window that writes. */
  readonly busyTimeoutMs: number;
  /** Whether the whole file, or these tables, are read through for damage when it is opened; without, damage may be met later. */
  readonly isChecked: boolean | readonly string[];
}

/** A later version of the extension has written the file, which stays as it is. */
export class NewerTables extends Error {}

/** For a database that ends with the window. */
export const IN_MEMORY = ":memory:";

/**
 * Opens a database with its tables. A crash loses the latest writes at most. A file that SQLite cannot read is moved
 * aside, never deleted.
 * @param damaged hears where a damaged file was moved to
 * @throws when the file cannot be opened, another window holds it, or (`NewerTables`) a later version of the extension wrote it
 */
export async function openDatabase(
  path: string,
  layout: Layout,
  damaged: (movedTo: string) => void,
): Promise<DatabaseSync> {
  const { DatabaseSync } = await import("node:sqlite");
  const open = () => {
    const database = new DatabaseSync(path);
    try {
      prepare(database, layout);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  };
  if (path !== IN_MEMORY) {
    mkdirSync(dirname(path), { recursive: true });
  }
  try {
    return open();
  } catch (error) {
    if (!isDamaged(error)) {
      throw error;
    }
    damaged(moveAside(path));
    return open();
  }
}

/** Runs all of it or nothing. @throws what `run` throws, and when another window writes for too long */
export function inTransaction(database: DatabaseSync, run: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    run();
    database.exec("COMMIT");
  } catch (error) {
    // A full disk has ended the transaction already.
    if (database.isTransaction) {
      database.exec("ROLLBACK");
    }
    throw error;
  }
}

/** Empties tables so that nothing of them stays in the file. It waits for other windows, as somebody waits for it. */
export function eraseTables(database: DatabaseSync, tables: readonly string[]): void {
  erase(database, () => tables.forEach((table) => database.exec(`DELETE FROM ${table}`)));
}

/** Of what `run` deletes nothing stays in the file. It waits for other windows, as somebody waits for it. */
export function erase(database: DatabaseSync, run: () => void): void {
  patiently(database, () => {
    database.exec("PRAGMA secure_delete = ON");
    inTransaction(database, run);
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  });
}

/** Runs what is worth waiting seconds for another window. */
export function patiently<Result>(database: DatabaseSync, run: () => Result): Result {
  const usual = Number(database.prepare("PRAGMA busy_timeout").get()?.["timeout"]);
  database.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}`);
  try {
    return run();
  } finally {
    if (database.isOpen) {
      database.exec(`PRAGMA busy_timeout = ${usual}`);
    }
  }
}

/** Whether that is another window's doing, and will be over soon. */
export function isLocked(error: unknown): boolean {
  return /locked|busy/i.test(String(error));
}

/** Whether the file is broken. */
export function isDamaged(error: unknown): boolean {
  return /not a database|malformed|corrupt/i.test(String(error));
}

const PATIENCE_MS = 3_000;

function prepare(database: DatabaseSync, { steps, busyTimeoutMs, isChecked }: Layout): void {
  database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL`);
  if (versionOf(database) > steps.length) {
    throw new NewerTables(`The tables are of version ${versionOf(database)}; this extension knows ${steps.length}.`);
  }
  if (versionOf(database) < steps.length) {
    inTransaction(database, () => {
      // Another window may have done it while this one waited.
      steps.slice(versionOf(database)).forEach((step) => database.exec(step));
      database.exec(`PRAGMA user_version = ${steps.length}`);
    });
  }
  const checked = typeof isChecked === "boolean" ? (isChecked ? ["1"] : []) : isChecked;
  for (const what of checked) {
    const verdict = database.prepare(`PRAGMA quick_check(${what})`).get()?.["quick_check"];
    if (verdict !== "ok") {
      throw new Error(`malformed: ${String(verdict)}`);
    }
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
}

/** @returns where the file is now */
function moveAside(path: string): string {
  const aside = `${path}.damaged-${Date.now()}`;
  // The new file must not find the old one's journal, whose pages it would take for its own.
  for (const part of ["", "-wal", "-shm"].filter((part) => existsSync(path + part))) {
    renameSync(path + part, aside + part);
  }
  return aside;
}
