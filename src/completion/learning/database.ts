import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";

/** Grows with each change of the tables; a file of a later version is left alone. */
const VERSION = 1;

/**
 * Opens the database of outcomes, with its tables. A file that SQLite cannot read is moved aside, never deleted.
 * @param damaged hears where a damaged file was moved to
 * @throws when the file cannot be opened, or was written by a later version of the extension
 */
export async function openDatabase(path: string, damaged: (movedTo: string) => void): Promise<DatabaseSync> {
  const { DatabaseSync } = await import("node:sqlite");
  const open = () => {
    const database = new DatabaseSync(path);
    try {
      prepare(database);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  };
  mkdirSync(dirname(path), { recursive: true });
  try {
    return open();
  } catch (error) {
    if (!/not a database|malformed|corrupt/i.test(String(error))) {
      throw error;
    }
    const aside = `${path}.damaged-${Date.now()}`;
    // The new file must not find the old one's journal, whose pages it would take for its own.
    for (const part of ["", "-wal", "-shm"].filter((part) => existsSync(path + part))) {
      renameSync(path + part, aside + part);
    }
    damaged(aside);
    return open();
  }
}

function prepare(database: DatabaseSync): void {
  // Nobody waits for another window's lock: whoever is locked out tries again a second later.
  database.exec("PRAGMA busy_timeout = 10; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (version > VERSION) {
    throw new Error(`The tables are of version ${version}; this extension knows ${VERSION}.`);
  }
  database.exec(SCHEMA);
}

const SCHEMA = `
  BEGIN IMMEDIATE;
  CREATE TABLE IF NOT EXISTS outcomes (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    characters INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    end TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    remains0 REAL,
    remains1 REAL,
    remains2 REAL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS outcomes_by_time ON outcomes (at);
  CREATE INDEX IF NOT EXISTS outcomes_by_day ON outcomes
    (day, language, kind, end, accepted, remains0, remains1, remains2);
  CREATE TABLE IF NOT EXISTS learnt (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};
  COMMIT;
`;
