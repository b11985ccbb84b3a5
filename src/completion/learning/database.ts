import type { DatabaseSync } from "node:sqlite";
import { type Layout, openDatabase as open } from "../../storage/database";

/** Opens the database of outcomes. @param damaged hears where a damaged file was moved to */
export function openDatabase(path: string, damaged: (movedTo: string) => void): Promise<DatabaseSync> {
  return open(path, LAYOUT, damaged);
}

/** Nobody waits for another window's lock: whoever is locked out tries again a second later. */
const LAYOUT: Layout = {
  busyTimeoutMs: 10,
  isChecked: false,
  steps: [
    `
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
`,
  ],
};
