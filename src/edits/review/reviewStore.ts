import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { inTransaction, type Layout } from "../../storage/database";
import type { Review } from "./review";
import type { ReviewedFile } from "./reviewedFile";

export const REVIEW_LAYOUT: Layout = {
  steps: [
    `CREATE TABLE reviews (id TEXT PRIMARY KEY, workspace TEXT NOT NULL, at INTEGER NOT NULL, aside INTEGER NOT NULL,
       head TEXT NOT NULL) STRICT;
     CREATE TABLE files (review TEXT NOT NULL, place INTEGER NOT NULL, file TEXT NOT NULL,
       PRIMARY KEY (review, place)) STRICT;`,
  ],
  busyTimeoutMs: 500,
  isChecked: false,
};

/** So many that were put aside can be opened again in a workspace; older ones are forgotten. */
export const MOST_ASIDE = 20;

/** A review that is kept on the disk. */
export interface KeptReview {
  readonly review: Review;
  /** What whoever proposed it goes by to propose it again: plain JSON. */
  readonly memo: unknown;
}

type Head = Pick<Review, "set"> & Pick<KeptReview, "memo">;

/** Reviews that live longer than the window: each in full, until it is over. What is deleted does not stay in the file. */
export class ReviewStore {
  constructor(
    private readonly database: DatabaseSync,
    /** Tells one workspace's reviews from another's. */
    private readonly workspace: string,
    /** Milliseconds since 1970. */
    private readonly now: () => number,
  ) {
    database.exec("PRAGMA secure_delete = ON");
  }

  add({ review: { id, set, files }, memo }: KeptReview): void {
    const head: Head = { set, memo };
    inTransaction(this.database, () => {
      this.database
        .prepare("INSERT OR REPLACE INTO reviews (id, workspace, at, aside, head) VALUES (?, ?, ?, 0, ?)")
        .run(id, this.workspace, this.now(), JSON.stringify(head));
      files.forEach((file, place) => this.put(id, place, file));
    });
  }

  /** Keeps what has become of one file. */
  put(id: string, place: number, file: ReviewedFile): void {
    this.database
      .prepare("INSERT OR REPLACE INTO files (review, place, file) VALUES (?, ?, ?)")
      .run(id, place, JSON.stringify(file));
  }

  /** @param isAside whether it is shown no more, but may be opened again */
  putAside(id: string, isAside: boolean): void {
    this.database.prepare("UPDATE reviews SET aside = ?, at = ? WHERE id = ?").run(Number(isAside), this.now(), id);
    for (const { id } of this.rowsAside().slice(MOST_ASIDE)) {
      this.remove(String(id));
    }
  }

  load(id: string): KeptReview | undefined {
    const row = this.database.prepare("SELECT head FROM reviews WHERE id = ?").get(id);
    if (!row) {
      return undefined;
    }
    const { set, memo } = JSON.parse(String(row["head"])) as Head;
    const files = this.database
      .prepare("SELECT file FROM files WHERE review = ? ORDER BY place")
      .all(id)
      .map(({ file }) => JSON.parse(String(file)) as ReviewedFile);
    return { review: { id, set, files }, memo };
  }

  /** All of this workspace, the latest first. */
  all(): KeptReview[] {
    return this.database
      .prepare("SELECT id FROM reviews WHERE workspace = ? ORDER BY at DESC, rowid DESC")
      .all(this.workspace)
      .flatMap(({ id }) => this.load(String(id)) ?? []);
  }

  remove(id: string): void {
    inTransaction(this.database, () => {
      this.database.prepare("DELETE FROM files WHERE review = ?").run(id);
      this.database.prepare("DELETE FROM reviews WHERE id = ?").run(id);
    });
  }

  private rowsAside(): Record<string, SQLOutputValue>[] {
    return this.database
      .prepare("SELECT id FROM reviews WHERE workspace = ? AND aside = 1 ORDER BY at DESC, rowid DESC")
      .all(this.workspace);
  }
}
