import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../storage/database";
import { Branches, type Said } from "./branches";
import { forget } from "./forget";
import type { ChatEvent } from "./protocol";
import { type QueuedMessage, storedQueue } from "./queue";
import { storedEvent } from "./storedEvent";
import { type Redact, rowOf, tidy, withoutSecrets } from "./tidy";

/** A conversation that a window shows, or the last that showed it. */
export interface Held {
  readonly conversation: string;
  readonly holder: string | undefined;
  /** When the holder was last heard of, in milliseconds since 1970. */
  readonly renewed: number;
}

/** The store of conversations: each event is on disk before the webview sees it, and stays there. */
export class History {
  constructor(
    private readonly database: DatabaseSync,
    /** Tells one workspace's conversations from another's. */
    private readonly workspace: string,
    /** For what is shown outside of a conversation: titles, and what is found by its words. */
    private readonly redact: Redact = withoutSecrets,
  ) {}

  /** Does nothing where there is one of this id. */
  create(id: string = randomUUID()): string {
    this.database
      .prepare("INSERT OR IGNORE INTO conversations (id, workspace, created) VALUES (?, ?, ?)")
      .run(id, this.workspace, Date.now());
    return id;
  }

  /** The conversation that this workspace began last. */
  latest(): string | undefined {
    const row = this.database
      .prepare("SELECT id FROM conversations WHERE workspace = ? ORDER BY created DESC, rowid DESC LIMIT 1")
      .get(this.workspace);
    return row === undefined ? undefined : String(row["id"]);
  }

  /**
   * Deletes the conversations of all workspaces, so that nothing of them stays in the file.
   * @param but these stay
   */
  deleteAll(but: readonly string[]): void {
    const all = this.database.prepare("SELECT id FROM conversations UNION SELECT conversation FROM held").all();
    const stays = new Set(but);
    this.delete(all.map((row) => String(row["id"])).filter((id) => !stays.has(id)));
  }

  /** @throws when the disk does not let it; then nothing is deleted */
  delete(conversations: readonly string[]): void {
    forget(this.database, conversations);
  }

  /**
   * What windows show, or showed when they were closed, the one that was heard of last first.
   * @param everywhere those of other workspaces, too
   */
  held(everywhere = false): Held[] {
    return this.database
      .prepare("SELECT conversation, holder, renewed FROM held WHERE workspace = ? OR ? ORDER BY renewed DESC")
      .all(this.workspace, Number(everywhere))
      .map((row) => ({
        conversation: String(row["conversation"]),
        holder: row["holder"] === null ? undefined : String(row["holder"]),
        renewed: Number(row["renewed"]),
      }));
  }

  /**
   * Notes down who has a conversation open; nobody, where a window has closed.
   * @param was who had it
   * @returns false if it was somebody else by now; nothing is written then
   */
  hold(conversation: string, holder: string | undefined, at: number, was: string | undefined): boolean {
    const { changes } = this.database
      .prepare(
        "INSERT INTO held (conversation, workspace, holder, renewed) VALUES (?, ?, ?, ?) " +
          "ON CONFLICT DO UPDATE SET holder = excluded.holder, renewed = excluded.renewed WHERE holder IS ?",
      )
      .run(conversation, this.workspace, holder ?? null, at, was ?? null);
    return Number(changes) === 1;
  }

  /** No window shows this conversation any more. */
  letGo(conversation: string, holder: string): void {
    this.database.prepare("DELETE FROM held WHERE conversation = ? AND holder = ?").run(conversation, holder);
  }

  /** Makes another workspace's conversations and draft this one's. */
  adopt(workspace: string): void {
    inTransaction(this.database, () => {
      for (const table of ["conversations", "held"]) {
        this.database.prepare(`UPDATE ${table} SET workspace = ? WHERE workspace = ?`).run(this.workspace, workspace);
      }
      this.database
        .prepare("UPDATE OR IGNORE drafts SET workspace = ? WHERE workspace = ?")
        .run(this.workspace, workspace);
    });
  }

  /** @returns false if another window has written an event of that number, or a later one; nothing is written then */
  append(conversation: string, number: number, event: ChatEvent, follows = number - 1, first = number): boolean {
    const { changes } = this.database
      .prepare(
        "INSERT INTO events (conversation, seq, event, first, follows) SELECT ?, ?, ?, ?, ? " +
          "WHERE NOT EXISTS (SELECT 1 FROM events WHERE conversation = ? AND seq >= ?)",
      )
      .run(
        ...[conversation, number, JSON.stringify(event), first === number ? null : first],
        ...[follows === first - 1 ? null : follows, conversation, number],
      );
    return Number(changes) === 1;
  }

  /** Merges what came in pieces, and makes what was said fit to be found. */
  tidy(conversation: string): void {
    tidy(this.database, conversation, this.redact);
  }

  /** What cannot be read, a row that is missing too, is in its place as an event that says so. */
  load(conversation: string): Branches {
    const rows = this.database
      .prepare("SELECT seq, first, event, follows FROM events WHERE conversation = ? ORDER BY seq")
      .all(conversation);
    const said: Said[] = [];
    let last = 0;
    for (const row of rows) {
      const { number, first, follows } = rowOf(row);
      while (++last < first) {
        said.push({ event: { kind: "unknown", why: "damaged" }, number: last, first: last, follows: last - 1 });
      }
      said.push({ event: storedEvent(row["event"]), number, first, follows });
      last = number;
    }
    const shown = this.database.prepare("SELECT shown FROM conversations WHERE id = ?").get(conversation)?.["shown"];
    return new Branches(said, typeof shown === "number" ? shown : undefined);
  }

  /** Which branch is shown when it is next loaded: the one of this event, or the one that was gone on with last. */
  show(conversation: string, seq: number | undefined): void {
    this.database.prepare("UPDATE conversations SET shown = ? WHERE id = ?").run(seq ?? null, conversation);
  }

  /**
   * Begins a conversation with what stands on the disk of another up to a number.
   * @returns also the number of the last of it: what was merged with what came after it is left out
   */
  copy(conversation: string, upTo: number): { readonly id: string; readonly last: number } {
    const id = randomUUID();
    inTransaction(this.database, () => {
      this.create(id);
      this.database
        .prepare(
          "INSERT INTO events (conversation, seq, event, first, follows) " +
            "SELECT ?, seq, event, first, follows FROM events WHERE conversation = ? AND seq <= ?",
        )
        .run(id, conversation, upTo);
    });
    const last = this.database.prepare("SELECT max(seq) AS last FROM events WHERE conversation = ?").get(id)?.["last"];
    return { id, last: Number(last ?? 0) };
  }

  /** What is to be asked next in a conversation. What cannot be read is left out. */
  queue(conversation: string): QueuedMessage[] {
    const row = this.database.prepare("SELECT messages FROM queues WHERE conversation = ?").get(conversation);
    return row === undefined ? [] : storedQueue(row["messages"]);
  }

  keepQueue(conversation: string, queue: readonly QueuedMessage[]): void {
    if (queue.length === 0) {
      this.database.prepare("DELETE FROM queues WHERE conversation = ?").run(conversation);
    } else {
      this.database
        .prepare("INSERT OR REPLACE INTO queues (conversation, messages) VALUES (?, ?)")
        .run(conversation, JSON.stringify(queue));
    }
  }

  /** What stands in the message box, as it was kept last. */
  draft(): string {
    const row = this.database.prepare("SELECT text FROM drafts WHERE workspace = ?").get(this.workspace);
    return row === undefined ? "" : String(row["text"]);
  }

  keepDraft(text: string): void {
    if (text === "") {
      this.database.prepare("DELETE FROM drafts WHERE workspace = ?").run(this.workspace);
    } else {
      this.database.prepare("INSERT OR REPLACE INTO drafts (workspace, text) VALUES (?, ?)").run(this.workspace, text);
    }
  }

  close(): void {
    this.database.close();
  }
}
