import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { redact } from "../mistral/privacy/redact";
import { Vault } from "../mistral/privacy/vault";
import { inTransaction } from "../storage/database";
import { isDelta, merged, type Row, runsOf } from "./merge";
import { storedEvent } from "./storedEvent";
import { titleOf } from "./title";

/** So many rows are tidied at once; a run that is longer takes as many as it needs. */
const AT_ONCE = 20_000;

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** Takes out what looks like a secret, whatever is known of the person's own. */
export const withoutSecrets: Redact = (text) => redact(text, new Vault()).text;

/**
 * Makes what was said last fit to be kept: the pieces of an answer become one row, its words can be searched, and the
 * conversation has a title. What may still go on stays as it is. It may be cut short at any moment and done again.
 */
export function tidy(database: DatabaseSync, conversation: string, hide: Redact): void {
  for (let most = AT_ONCE; isUntidy(database, conversation); ) {
    let isStuck = false;
    let isAll = false;
    inTransaction(database, () => {
      const from = tidiedTo(database, conversation);
      const rows = rowsAfter(database, conversation, from, most);
      isAll = rows.length < most;
      const to = tidyRows(database, conversation, rows, hide) ?? from;
      database.prepare("UPDATE conversations SET tidied = ? WHERE id = ?").run(to, conversation);
      isStuck = to === from;
    });
    if (isAll) {
      return;
    }
    most = isStuck ? most * 2 : AT_ONCE;
  }
}

/** The conversations in which something is not tidied. @param workspaces a GLOB pattern */
export function untidy(database: DatabaseSync, workspaces: string): string[] {
  return database
    .prepare(`SELECT id FROM conversations WHERE workspace GLOB ? AND tidied < ${LAST}`)
    .all(workspaces)
    .map((row) => String(row["id"]));
}

const LAST = "(SELECT ifnull(max(seq), 0) FROM events WHERE conversation = id)";

function isUntidy(database: DatabaseSync, conversation: string): boolean {
  return (
    database.prepare(`SELECT 1 FROM conversations WHERE id = ? AND tidied < ${LAST}`).get(conversation) !== undefined
  );
}

function tidiedTo(database: DatabaseSync, conversation: string): number {
  return Number(database.prepare("SELECT tidied FROM conversations WHERE id = ?").get(conversation)?.["tidied"] ?? 0);
}

function rowsAfter(database: DatabaseSync, conversation: string, number: number, most: number): Row[] {
  return database
    .prepare("SELECT seq, first, follows, event FROM events WHERE conversation = ? AND seq > ? ORDER BY seq LIMIT ?")
    .all(conversation, number, most)
    .map(rowOf);
}

/** An event's row; what it does not say follows from its number. */
export function rowOf(columns: Readonly<Record<string, SQLOutputValue>>): Row {
  const number = Number(columns["seq"]);
  const first = Number(columns["first"] ?? number);
  return { number, first, follows: Number(columns["follows"] ?? first - 1), event: String(columns["event"]) };
}

/** @returns the number up to which all is tidied now */
function tidyRows(
  database: DatabaseSync,
  conversation: string,
  rows: readonly Row[],
  hide: Redact,
): number | undefined {
  const runs = runsOf(rows);
  const last = rows.at(-1);
  if (last && isDelta(last)) {
    runs.pop();
  }
  const remove = database.prepare("DELETE FROM events WHERE conversation = ? AND seq BETWEEN ? AND ?");
  const put = database.prepare("INSERT INTO events (conversation, seq, first, follows, event) VALUES (?, ?, ?, ?, ?)");
  for (const run of runs) {
    const [one, ...others] = run;
    if (one === undefined) {
      continue;
    }
    const { number, first, follows, event } = merged([one, ...others]);
    if (others.length > 0) {
      remove.run(conversation, one.number, number);
      put.run(conversation, number, first, follows === first - 1 ? null : follows, event);
    }
    noteDown(database, conversation, number, event, hide);
  }
  return runs.at(-1)?.at(-1)?.number;
}

function noteDown(database: DatabaseSync, conversation: string, number: number, row: string, hide: Redact): void {
  const event = storedEvent(row);
  if (event.kind === "text") {
    index(database, conversation, number, event.delta);
  } else if (event.kind === "user") {
    const text = hide(event.text);
    index(database, conversation, number, text);
    database
      .prepare("UPDATE conversations SET title = ifnull(title, ?), used = max(ifnull(used, 0), ?) WHERE id = ?")
      .run(titleOf(text), Math.trunc(event.at), conversation);
  }
}

function index(database: DatabaseSync, conversation: string, number: number, text: string): void {
  const { lastInsertRowid } = database
    .prepare("INSERT INTO spoken_at (conversation, seq) VALUES (?, ?)")
    .run(conversation, number);
  database.prepare("INSERT INTO spoken (rowid, text) VALUES (?, ?)").run(lastInsertRowid, text);
}
