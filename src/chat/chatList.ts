import { randomUUID } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { inTransaction } from "../storage/database";
import type { WholeChat } from "./exported";
import { type Found, searchIn } from "./search";
import { type Redact, rowOf, tidy, untidy } from "./tidy";
import { titleFrom, UNTITLED } from "./title";

/** A conversation, as a person finds it again. */
export interface ChatEntry {
  readonly id: string;
  /** Made from the first message, or what the person calls it. */
  readonly title: string;
  /** When a question was last asked in it, in milliseconds since 1970. */
  readonly used: number;
  readonly isPinned: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The conversations of a workspace, or of all windows without a folder. */
export class ChatList {
  constructor(
    private readonly database: DatabaseSync,
    private readonly workspace: string,
    private readonly redact: Redact,
  ) {}

  /** Pinned ones first, then the one that was used last. One in which nothing was said is not among them. */
  all(): ChatEntry[] {
    for (const id of untidy(this.database, this.workspaces)) {
      tidy(this.database, id, this.redact);
    }
    return this.database
      .prepare(
        "SELECT id, ifnull(name, title) AS title, ifnull(used, created) AS used, pinned FROM conversations " +
          "WHERE workspace GLOB ? AND EXISTS (SELECT 1 FROM events WHERE conversation = id) " +
          "ORDER BY pinned DESC, 3 DESC, rowid DESC",
      )
      .all(this.workspaces)
      .map((row) => ({
        id: String(row["id"]),
        title: String(row["title"] ?? UNTITLED),
        used: Number(row["used"]),
        isPinned: row["pinned"] === 1,
      }));
  }

  /** Where all of these words, or parts of words, were said, in a question or an answer: at most once for each conversation. */
  search(words: string): Found[] {
    return searchIn(this.database, this.workspaces, words);
  }

  /** @param typed nothing in it that can be seen brings the title back that was made from the first message */
  rename(id: string, typed: string): void {
    this.database.prepare("UPDATE conversations SET name = ? WHERE id = ?").run(titleFrom(typed) ?? null, id);
  }

  pin(id: string, isPinned: boolean): void {
    this.database.prepare("UPDATE conversations SET pinned = ? WHERE id = ?").run(Number(isPinned), id);
  }

  /** Makes a conversation of another window without a folder this one's. */
  bringHere(id: string): void {
    inTransaction(this.database, () => {
      this.database.prepare("UPDATE conversations SET workspace = ? WHERE id = ?").run(this.workspace, id);
      this.database.prepare("UPDATE held SET workspace = ? WHERE conversation = ?").run(this.workspace, id);
    });
  }

  /** All of a conversation; undefined if it has been deleted. */
  whole(id: string): WholeChat | undefined {
    const row = this.database
      .prepare("SELECT title, name, created, pinned, shown FROM conversations WHERE id = ?")
      .get(id);
    const rows = this.database
      .prepare("SELECT seq, first, follows, event FROM events WHERE conversation = ? ORDER BY seq")
      .all(id)
      .map(rowOf);
    return row && { ...readChat(row), rows };
  }

  /** Makes a conversation of this workspace of it. @returns its id, which is a new one */
  add({ title, name, created, isPinned, shown, rows }: WholeChat): string {
    const id = randomUUID();
    inTransaction(this.database, () => {
      this.database
        .prepare(
          "INSERT INTO conversations (id, workspace, title, name, created, pinned, shown) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .run(
          ...[id, this.workspace, titleFrom(title ?? "") ?? null, titleFrom(name ?? "") ?? null],
          ...[created, Number(isPinned), shown ?? null],
        );
      const insert = this.database.prepare(
        "INSERT INTO events (conversation, seq, first, follows, event) VALUES (?, ?, ?, ?, ?)",
      );
      for (const { number, first, follows, event } of rows) {
        insert.run(id, number, first === number ? null : first, follows === first - 1 ? null : follows, event);
      }
    });
    tidy(this.database, id, this.redact);
    return id;
  }

  /** A pattern: windows without a folder are never found again by their keys, so their conversations are everybody's. */
  private get workspaces(): string {
    return this.workspace.startsWith(WITHOUT_FOLDER)
      ? `${WITHOUT_FOLDER}*`
      : this.workspace.replaceAll(/[*?[]/g, "[$&]");
  }
}

function readChat(row: Readonly<Record<string, SQLOutputValue>>): Omit<WholeChat, "rows"> {
  const text = (name: string) => (row[name] === null ? undefined : String(row[name]));
  return {
    title: text("title"),
    name: text("name"),
    created: Number(row["created"]),
    isPinned: row["pinned"] === 1,
    shown: row["shown"] === null ? undefined : Number(row["shown"]),
  };
}

/** How the key of a window without a folder begins. */
export const WITHOUT_FOLDER = "window:";

/** Whether a conversation is out of sight until it is looked for. @param afterDays without use; 0 for never */
export function isArchived({ isPinned, used }: ChatEntry, afterDays: number, now: number): boolean {
  return afterDays > 0 && !isPinned && used < now - afterDays * DAY_MS;
}
