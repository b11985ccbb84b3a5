import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/** Where something was said. */
export interface Found {
  readonly id: string;
  /** One line around the first of the words. */
  readonly snippet: string;
}

/** More than anybody looks through. */
const MOST_FOUND = 100;
/** The index holds every three characters that stand side by side. */
const INDEXED = 3;
const BEFORE = 30;
const SNIPPET = 120;

/**
 * Finds what was said last with all of these words in it, for each conversation; small and capital letters and accents
 * are one. Whatever is typed is words, and nothing of it an operator.
 * @param workspaces a GLOB pattern
 */
export function searchIn(database: DatabaseSync, workspaces: string, typed: string): Found[] {
  const words = wordsOf(typed);
  if (words.length === 0) {
    return [];
  }
  const indexed = words.filter((word) => isIndexed(word));
  const others = words.filter((word) => !isIndexed(word));
  const wanted: string[] = [];
  const values: SQLInputValue[] = [];
  if (indexed.length > 0) {
    wanted.push("spoken MATCH ?");
    values.push(indexed.map((word) => `"${word.replaceAll('"', '""')}"`).join(" AND "));
  }
  for (const word of others) {
    wanted.push("text LIKE ? ESCAPE '\\'");
    values.push(`%${word.replaceAll(/[\\%_]/g, "\\$&")}%`);
  }
  return database
    .prepare(
      "SELECT conversation, max(spoken.rowid) AS last, text FROM spoken " +
        "JOIN spoken_at ON spoken_at.id = spoken.rowid JOIN conversations ON conversations.id = conversation " +
        `WHERE workspace GLOB ? AND ${wanted.join(" AND ")} GROUP BY conversation ORDER BY last DESC LIMIT ${MOST_FOUND}`,
    )
    .all(workspaces, ...values)
    .map((row) => ({ id: String(row["conversation"]), snippet: snippetOf(String(row["text"]), words) }));
}

/** One letter of a Latin keyboard finds everything, and so nothing. */
function wordsOf(typed: string): string[] {
  const words = typed.toWellFormed().replaceAll("\0", " ").split(/\s+/).filter(Boolean);
  return words.length === 1 && /^[\x21-\x7e]$/.test(words[0] ?? "") ? [] : words;
}

function isIndexed(word: string): boolean {
  return Array.from(word.normalize("NFD").replaceAll(/\p{M}/gu, "")).length >= INDEXED;
}

function snippetOf(text: string, words: readonly string[]): string {
  const folded = fold(text);
  const places = words.map((word) => folded.indexOf(fold(word))).filter((at) => at >= 0);
  const found = places.length > 0 ? Math.min(...places) : 0;
  const from = found <= BEFORE ? 0 : wordStart(text, found - BEFORE, found);
  const line = text
    .slice(from, from + SNIPPET)
    .replaceAll(/\s+/g, " ")
    .trim()
    .toWellFormed();
  return `${from > 0 ? "…" : ""}${line}${from + SNIPPET < text.length ? "…" : ""}`;
}

/** Where the first word after `from` begins. */
function wordStart(text: string, from: number, atMost: number): number {
  const gap = text.slice(from, atMost).search(/\s\S/);
  return gap < 0 ? from : from + gap + 1;
}

/** As the index compares. Each character stays where it is. */
function fold(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/g, (one) => one.normalize("NFD")[0] ?? one).toLowerCase();
}
