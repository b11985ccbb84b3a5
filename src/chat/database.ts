import type { DatabaseSync } from "node:sqlite";
import { IN_MEMORY, type Layout, NewerTables, openDatabase as open } from "../storage/database";
import type { ProblemView } from "./protocol";

/** Opens the history's database. @param damaged hears where a damaged file was moved to */
export function openDatabase(path: string, damaged: (movedTo: string) => void): Promise<DatabaseSync> {
  return open(path, LAYOUT, damaged);
}

/** The history, or one in memory where there is none to be had. */
export interface HistoryDatabase {
  readonly database: DatabaseSync;
  /** Why it ends with the window, if so. */
  readonly notice?: ProblemView;
}

/** @param failed hears why the history on this disk cannot be used */
export async function openDatabaseOrMemory(
  path: string,
  damaged: (movedTo: string) => void,
  failed: (error: unknown) => void,
): Promise<HistoryDatabase> {
  try {
    return { database: await openDatabase(path, damaged) };
  } catch (error) {
    failed(error);
    const notice = error instanceof NewerTables ? OF_A_NEWER_VERSION : NOT_ON_THIS_DISK;
    return { database: await openDatabase(IN_MEMORY, () => {}), notice };
  }
}

const OF_A_NEWER_VERSION: ProblemView = {
  sentence:
    "A newer version of this extension wrote the chat history, which stays as it is. Update the extension to see it; this chat ends with the window.",
};

const NOT_ON_THIS_DISK: ProblemView = {
  sentence: "The chat history cannot be kept on this disk; this chat ends with the window. The log says why.",
  action: "showLog",
};

/** Another window may hold the same file: it waits its turn rather than fail. */
const LAYOUT: Layout = {
  busyTimeoutMs: 3_000,
  // Not the words that can be searched: they take longer to read through than all that was said.
  isChecked: ["conversations", "events", "drafts", "held", "queues", "spoken_at"],
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
    // What windows show, or showed when they were closed; then it has no holder.
    `
  CREATE TABLE held (
    conversation TEXT PRIMARY KEY,
    workspace TEXT NOT NULL,
    holder TEXT,
    renewed INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`,
    // What is to be asked next, as a JSON array.
    `
  CREATE TABLE queues (
    conversation TEXT PRIMARY KEY,
    messages TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`,
    // An event that was merged says the number of its first piece. Tidied is the number up to which a conversation is
    // merged, and its words stand in `spoken`; titles are made by rule, names by the person.
    `
  ALTER TABLE events ADD COLUMN first INTEGER;
  ALTER TABLE conversations ADD COLUMN tidied INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversations ADD COLUMN title TEXT;
  ALTER TABLE conversations ADD COLUMN name TEXT;
  ALTER TABLE conversations ADD COLUMN used INTEGER;
  ALTER TABLE conversations ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE spoken_at (
    id INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL,
    seq INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX spoken_by_conversation ON spoken_at (conversation);
  CREATE VIRTUAL TABLE spoken USING fts5(text, tokenize = 'trigram remove_diacritics 1');
`,
  ],
};
