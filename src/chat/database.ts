import type { DatabaseSync } from "node:sqlite";
import { type Layout, openDatabase as open } from "../storage/database";

/** Opens the history's database. @param damaged hears where a damaged file was moved to */
export function openDatabase(path: string, damaged: (movedTo: string) => void): Promise<DatabaseSync> {
  return open(path, LAYOUT, damaged);
}

/** Another window may hold the same file: it waits its turn rather than fail. */
const LAYOUT: Layout = {
  busyTimeoutMs: 3_000,
  isChecked: true,
  steps: [
    `
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
`,
    `
  CREATE TABLE drafts (
    workspace TEXT PRIMARY KEY,
    text TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`,
    // An event follows the one before it if it does not say which. Shown is the branch of an event, or the latest one.
    `
  ALTER TABLE events ADD COLUMN follows INTEGER;
  ALTER TABLE conversations ADD COLUMN shown INTEGER;
`,
  ],
};
