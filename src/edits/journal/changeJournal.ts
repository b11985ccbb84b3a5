import type { DatabaseSync } from "node:sqlite";
import { eraseTables, inTransaction } from "../../storage/database";
import { isSomebodyElse, type Owner, ownerName } from "../../storage/owner";
import { type ChangeSet, type FileChange, textAfter, textBefore } from "../changeSet";
import type { TakesBack } from "../write/changeWriter";
import type { Planned } from "../write/examine";
import { type FileState, markOf } from "../write/states";
import { type Entry, type EntryFile, type KeptState, standings } from "./entry";
import { TABLES } from "./layout";
import { packed, packedHunks, unpacked, withHunks } from "./packed";

/** The file never grows beyond this; the oldest entries go first. */
export const MOST_BYTES = 200_000_000;
/** What a row takes besides its blobs, pages that are not full included. */
const BYTES_OF_ROW = 8_192;
/** What is written ahead is cut to this when it has gone into the file. */
const WRITE_AHEAD_BYTES = 4_000_000;

/** The texts of a file of an entry; undefined where there was none. */
export interface Texts {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What was written, with what was there before. Everything here reads or writes at once. */
export class ChangeJournal {
  private readonly underWay = new Set<number>();

  constructor(
    private readonly database: DatabaseSync,
    private readonly owner: Owner,
    private readonly now: () => number,
    private readonly mostBytes = MOST_BYTES,
  ) {
    database.exec(`PRAGMA secure_delete = ON; PRAGMA journal_size_limit = ${WRITE_AHEAD_BYTES}`);
  }

  /** Notes down what is about to be written. @throws when it cannot be kept */
  begin(set: ChangeSet, planned: readonly Planned[], takesBack: TakesBack | undefined): number {
    const rows = planned.map(({ change }) => ({ change, ...blobsOf(change) }));
    const needed = rows.reduce((sum, { text, hunks }) => sum + text.length + hunks.length + BYTES_OF_ROW, BYTES_OF_ROW);
    let id = 0;
    inTransaction(this.database, () => {
      this.makeRoom(needed);
      const { origin, title, summary } = set;
      const { lastInsertRowid } = this.database
        .prepare(
          "INSERT INTO entries (at, kind, origin, title, summary, takes_back, owner) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .run(this.now(), origin.kind, origin.id, title, summary, takesBack?.entry ?? null, ownerName(this.owner));
      id = Number(lastInsertRowid);
      for (const [position, { change, text, hunks }] of rows.entries()) {
        const { kind, uri, to, before, after } = markOf(change);
        const of = takesBack?.positions[set.files.findIndex((file) => file.uri === uri)];
        this.database
          .prepare("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'intended', ?)")
          .run(id, position, kind, uri, to, encodingOf(change), before ?? null, after ?? null, hunks, of ?? null);
        if (before !== undefined) {
          this.database.prepare("INSERT OR IGNORE INTO contents VALUES (?, ?)").run(before, text);
        }
      }
    });
    this.underWay.add(id);
    return id;
  }

  /** What became of each of its files. */
  end(id: number, states: readonly FileState[]): void {
    this.underWay.delete(id);
    inTransaction(this.database, () => {
      for (const [position, state] of states.entries()) {
        this.database.prepare("UPDATE files SET state = ? WHERE entry = ? AND position = ?").run(state, id, position);
      }
      this.database.prepare("UPDATE entries SET owner = NULL WHERE id = ?").run(id);
    });
  }

  /** The latest first. */
  entries(): Entry[] {
    const files = new Map<number, EntryFile[]>();
    for (const row of this.database.prepare("SELECT * FROM files ORDER BY entry, position").all()) {
      const entry = Number(row["entry"]);
      files.set(entry, [...(files.get(entry) ?? []), fileOf(row)]);
    }
    return this.database
      .prepare("SELECT * FROM entries ORDER BY id DESC")
      .all()
      .map((row) => ({
        id: Number(row["id"]),
        at: Number(row["at"]),
        origin: { kind: String(row["kind"]) as ChangeSet["origin"]["kind"], id: String(row["origin"]) },
        title: String(row["title"]),
        summary: String(row["summary"]),
        takesBack: numberIn(row["takes_back"]),
        isOpen: row["owner"] !== null,
        files: files.get(Number(row["id"])) ?? [],
      }));
  }

  /** Entries whose writer has ended without a word. @param isRunning whether there is a process of this id */
  abandoned(isRunning: (pid: number) => boolean): Entry[] {
    const owners = new Map(
      this.database
        .prepare("SELECT id, owner FROM entries WHERE owner IS NOT NULL")
        .all()
        .map((row) => [Number(row["id"]), String(row["owner"])]),
    );
    return this.entries().filter(({ id }) => {
      const owner = owners.get(id);
      if (owner === undefined || this.underWay.has(id)) {
        return false;
      }
      return !isSomebodyElse(owner, this.owner, isRunning);
    });
  }

  texts(entry: number, position: number): Texts {
    const row = this.database.prepare("SELECT * FROM files WHERE entry = ? AND position = ?").get(entry, position);
    const hash = textIn(row?.["before"]);
    const kept =
      hash === undefined ? undefined : this.database.prepare("SELECT text FROM contents WHERE hash = ?").get(hash);
    const before = kept?.["text"] instanceof Uint8Array ? unpacked(kept["text"]) : undefined;
    const hunks = row?.["hunks"];
    const hasAfter = hunks instanceof Uint8Array && textIn(row?.["after"]) !== undefined;
    return { before, after: hasAfter ? withHunks(before ?? "", hunks) : undefined };
  }

  /** Forgets an entry. What it took back stays so. */
  forget(id: number): void {
    inTransaction(this.database, () => {
      const all = this.entries();
      const entry = all.find((one) => one.id === id);
      if (entry?.takesBack !== undefined) {
        const now = standings(entry, all);
        for (const file of entry.files.filter((_, at) => now[at] === "written")) {
          this.database
            .prepare("UPDATE files SET state = 'takenBack' WHERE entry = ? AND position = ?")
            .run(entry.takesBack, file.takesBack ?? -1);
        }
      }
      this.remove(id);
    });
    this.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /** Forgets everything; nothing of it stays in the file. */
  forgetAll(): void {
    eraseTables(this.database, TABLES);
  }

  private makeRoom(needed: number): void {
    for (let bytes = this.bytes(); bytes + needed > this.mostBytes; bytes = this.bytes()) {
      const oldest = this.database.prepare("SELECT min(id) AS id FROM entries").get()?.["id"];
      if (typeof oldest !== "number") {
        throw new Error(`The change is too large to be kept: ${needed} bytes.`);
      }
      this.remove(oldest);
    }
  }

  /** What is in use; pages that are free are used again before the file grows. */
  private bytes(): number {
    const pragma = (name: string) => Number(this.database.prepare(`PRAGMA ${name}`).get()?.[name]);
    return (pragma("page_count") - pragma("freelist_count")) * pragma("page_size");
  }

  private remove(id: number): void {
    const hashes = this.database.prepare("SELECT DISTINCT before FROM files WHERE entry = ?").all(id);
    this.database.prepare("DELETE FROM files WHERE entry = ?").run(id);
    this.database.prepare("DELETE FROM entries WHERE id = ?").run(id);
    for (const hash of hashes.map((row) => textIn(row["before"])).filter((hash) => hash !== undefined)) {
      this.database
        .prepare("DELETE FROM contents WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM files WHERE before = ?1)")
        .run(hash);
    }
  }
}

function blobsOf(change: FileChange): { readonly text: Uint8Array; readonly hunks: Uint8Array } {
  const [before, after] = [textBefore(change), textAfter(change)];
  const nothing = new Uint8Array();
  return {
    text: before === undefined ? nothing : packed(before),
    hunks: after === undefined ? nothing : packedHunks(before ?? "", after),
  };
}

function encodingOf(change: FileChange): string | null {
  return change.kind === "create" ? (change.encoding ?? null) : change.before.encoding;
}

type Row = ReturnType<ReturnType<DatabaseSync["prepare"]>["all"]>[number];

function fileOf(row: Row): EntryFile {
  return {
    position: Number(row["position"]),
    kind: String(row["kind"]) as FileChange["kind"],
    uri: String(row["uri"]),
    to: String(row["moved_to"]),
    encoding: textIn(row["encoding"]),
    before: textIn(row["before"]),
    after: textIn(row["after"]),
    state: String(row["state"]) as KeptState,
    takesBack: numberIn(row["takes_back"]),
  };
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
