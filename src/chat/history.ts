import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { ChatEvent } from "./protocol";

/** The store of conversations: each event is on disk before the webview sees it. */
export class History {
  constructor(
    private readonly database: DatabaseSync,
    /** Tells one workspace's conversations from another's. */
    private readonly workspace: string,
  ) {}

  create(): string {
    const id = randomUUID();
    this.database
      .prepare("INSERT INTO conversations (id, workspace, created) VALUES (?, ?, ?)")
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

  /** @returns false if another window has written an event of that number; nothing is written then */
  append(conversation: string, seq: number, event: ChatEvent): boolean {
    const { changes } = this.database
      .prepare("INSERT OR IGNORE INTO events (conversation, seq, event) VALUES (?, ?, ?)")
      .run(conversation, seq, JSON.stringify(event));
    return Number(changes) === 1;
  }

  /** The events in order; they are numbered from 1 without gaps. */
  load(conversation: string): ChatEvent[] {
    return this.database
      .prepare("SELECT event FROM events WHERE conversation = ? ORDER BY seq")
      .all(conversation)
      .map((row) => JSON.parse(String(row["event"])) as ChatEvent);
  }

  /** Forgets the events after number `seq`. */
  truncate(conversation: string, seq: number): void {
    this.database.prepare("DELETE FROM events WHERE conversation = ? AND seq > ?").run(conversation, seq);
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
