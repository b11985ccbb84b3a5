import type { DatabaseSync } from "node:sqlite";
import { eraseTables, inTransaction } from "../../storage/database";
import { dayOf } from "../../storage/days";
import type { End, Kind, Outcome, Source } from "./outcome";
import type { Tally } from "./statistics";

/** Outcomes older than this are forgotten. */
export const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/** What is to be written, in the order in which it came. */
export type Change =
  | { readonly kind: "outcome"; readonly outcome: Outcome }
  | { readonly kind: "remains"; readonly id: string; readonly check: number; readonly share: number }
  | { readonly kind: "learnt"; readonly name: string; readonly value: unknown };

/** The outcomes on disk. Everything here reads or writes at once, so nobody calls it while a key waits. */
export class OutcomeStore {
  constructor(private readonly database: DatabaseSync) {}

  /** Writes all of it or nothing. @throws when another window writes at this moment, or the file is broken */
  write(changes: readonly Change[]): void {
    inTransaction(this.database, () => changes.forEach((change) => this.writeOne(change)));
  }

  /** Forgets what is too old. @param now milliseconds since 1970 */
  forgetOld(now: number): void {
    this.database.prepare("DELETE FROM outcomes WHERE at < ?").run(now - KEPT_DAYS * DAY_MS);
  }

  /** Forgets everything, the rhythm of typing too; nothing of it stays in the file. */
  deleteAll(): void {
    eraseTables(this.database, ["outcomes", "learnt"]);
  }

  /** The latest outcomes, the oldest first. */
  latest(count: number): Outcome[] {
    return this.database
      .prepare("SELECT * FROM outcomes ORDER BY at DESC LIMIT ?")
      .all(count)
      .map((row) => ({
        id: String(row["id"]),
        at: Number(row["at"]),
        languageId: String(row["language"]),
        kind: String(row["kind"]) as Kind,
        source: String(row["source"]) as Source,
        characters: Number(row["characters"]),
        lines: Number(row["lines"]),
        end: String(row["end"]) as End,
        accepted: Number(row["accepted"]),
        remains: ["remains0", "remains1", "remains2"].map((column) =>
          typeof row[column] === "number" ? row[column] : undefined,
        ),
      }))
      .toReversed();
  }

  /** Sums for each day, language and kind. @param since the first day: `2026-11-21` */
  tallies(since: string): Tally[] {
    return this.database
      .prepare(TALLIES)
      .all(since)
      .map((row) => {
        const number = (column: string) => Number(row[column]);
        return {
          day: String(row["day"]),
          languageId: String(row["language"]),
          kind: String(row["kind"]) as Kind,
          shown: number("shown"),
          whole: number("whole"),
          part: number("part"),
          typedOver: number("typedOver"),
          characters: number("characters"),
          remains: [0, 1, 2].map((check) => ({ still: number(`still${check}`), of: number(`of${check}`) })),
        };
      });
  }

  learnt(name: string): unknown {
    const row = this.database.prepare("SELECT value FROM learnt WHERE name = ?").get(name);
    return row === undefined ? undefined : JSON.parse(String(row["value"]));
  }

  close(): void {
    this.database.close();
  }

  private writeOne(change: Change): void {
    switch (change.kind) {
      case "outcome": {
        const { id, at, languageId, kind, source, characters, lines, end, accepted, remains } = change.outcome;
        const shares = [0, 1, 2].map((check) => remains[check] ?? null);
        this.database
          .prepare("INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
          .run(id, at, dayOf(at), languageId, kind, source, characters, lines, end, accepted, ...shares);
        return;
      }
      case "remains":
        this.database
          .prepare(`UPDATE outcomes SET remains${change.check === 0 ? 0 : change.check === 1 ? 1 : 2} = ? WHERE id = ?`)
          .run(change.share, change.id);
        return;
      case "learnt":
        this.database
          .prepare("INSERT OR REPLACE INTO learnt VALUES (?, ?)")
          .run(change.name, JSON.stringify(change.value));
    }
  }
}

const remains = [0, 1, 2]
  .map(
    (check) =>
      `sum(accepted * remains${check}) AS still${check}, sum(accepted) FILTER (WHERE remains${check} IS NOT NULL) AS of${check}`,
  )
  .join(", ");

const TALLIES = `
  SELECT day, language, kind,
    count(*) AS shown,
    sum(end = 'whole') AS whole,
    sum(end = 'part') AS part,
    sum(end = 'typedOver') AS typedOver,
    sum(accepted) AS characters,
    ${remains}
  FROM outcomes WHERE day >= ? GROUP BY day, language, kind ORDER BY day, language, kind
`;
