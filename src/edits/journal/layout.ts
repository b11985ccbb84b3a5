import type { Layout } from "../../storage/database";

/**
 * The tables of the journal. `contents` has each text that was there before a change, once, compressed, under its hash; what
 * came after it is kept as what differs (`hunks`). An entry with an `owner` is being written, or was when that process ended.
 */
export const JOURNAL_LAYOUT: Layout = {
  busyTimeoutMs: 3_000,
  // So many texts take too long to read through at each start.
  isChecked: false,
  steps: [
    `
  CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    takes_back INTEGER,
    owner TEXT
  ) STRICT;
  CREATE TABLE files (
    entry INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    uri TEXT NOT NULL,
    moved_to TEXT NOT NULL,
    encoding TEXT,
    before TEXT,
    after TEXT,
    hunks BLOB,
    state TEXT NOT NULL,
    takes_back INTEGER,
    PRIMARY KEY (entry, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX files_by_content ON files (before);
  CREATE TABLE contents (
    hash TEXT PRIMARY KEY,
    text BLOB NOT NULL
  ) STRICT;
`,
  ],
};

export const TABLES = ["entries", "files", "contents"] as const;
