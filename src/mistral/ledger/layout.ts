import type { Layout } from "../../storage/database";

/**
 * The tables of both ledgers and of the budget. `daily` has the sums of `usage`, which would take too long to add up while
 * somebody types. Nobody waits for another window's lock: what is held is written later.
 */
export const LEDGER_LAYOUT: Layout = {
  busyTimeoutMs: 10,
  // Three months of requests take too long to read through at each start.
  isChecked: false,
  steps: [
    `
  CREATE TABLE usage (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    model TEXT NOT NULL,
    server TEXT NOT NULL,
    key TEXT NOT NULL,
    prompt INTEGER NOT NULL,
    cached INTEGER NOT NULL,
    completion INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    first_token_ms REAL,
    whole_ms REAL NOT NULL,
    outcome TEXT NOT NULL,
    cost REAL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX usage_by_time ON usage (at, model, first_token_ms);
  CREATE TABLE daily (
    day TEXT NOT NULL,
    purpose TEXT NOT NULL,
    model TEXT NOT NULL,
    server TEXT NOT NULL,
    key TEXT NOT NULL,
    outcome TEXT NOT NULL,
    requests INTEGER NOT NULL,
    prompt INTEGER NOT NULL,
    cached INTEGER NOT NULL,
    completion INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    cost REAL NOT NULL,
    unpriced INTEGER NOT NULL,
    PRIMARY KEY (day, purpose, model, server, key, outcome)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE warned (
    month TEXT NOT NULL,
    budget REAL NOT NULL,
    percent INTEGER NOT NULL,
    PRIMARY KEY (month, budget, percent)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sent (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    model TEXT NOT NULL,
    server TEXT NOT NULL,
    key TEXT NOT NULL,
    characters INTEGER NOT NULL,
    sources TEXT NOT NULL,
    redactions TEXT NOT NULL,
    outcome TEXT,
    body TEXT
  ) STRICT;
`,
    `
  ALTER TABLE usage ADD COLUMN pages REAL NOT NULL DEFAULT 0;
  ALTER TABLE usage ADD COLUMN audio_seconds REAL NOT NULL DEFAULT 0;
  ALTER TABLE usage ADD COLUMN characters REAL NOT NULL DEFAULT 0;
  ALTER TABLE daily ADD COLUMN pages REAL NOT NULL DEFAULT 0;
  ALTER TABLE daily ADD COLUMN audio_seconds REAL NOT NULL DEFAULT 0;
  ALTER TABLE daily ADD COLUMN characters REAL NOT NULL DEFAULT 0;
`,
  ],
};
