import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";

/**
 * Opens the history's database, with its tables. A file that SQLite cannot read is moved aside, never deleted.
 * @param damaged hears where a damaged file was moved to
 */
export async function openDatabase(path: string, damaged: (movedTo: string) => void): Promise<DatabaseSync> {
  const { DatabaseSync } = await import("node:sqlite");
  const open = () => {
    const database = new DatabaseSync(path);
    try {
      database.exec(SCHEMA);
      const verdict = database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"];
      if (verdict !== "ok") {
        throw new Error(`malformed: ${String(verdict)}`);
      }
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  };
  if (path !== ":memory:") {
    mkdirSync(dirname(path), { recursive: true });
  }
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

/** Another window may hold the same file: it waits its turn rather than fail. A crash loses the last event at most. */
const SCHEMA = `
  PRAGMA busy_timeout = 3000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY,
    workspace TEXT NOT NULL,
    created INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS conversations_by_workspace ON conversations (workspace, created);
  CREATE TABLE IF NOT EXISTS events (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (conversation, seq)
  ) STRICT, WITHOUT ROWID;
`;
