import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { seededRandom } from "../../mistral/random";
import { keysOf, type Task } from "./task";

const LANGUAGE_OF: Readonly<Record<string, string>> = {
  ".ts": "typescript",
  ".tsx": "typescriptreact",
  ".js": "javascript",
  ".mjs": "javascript",
  ".py": "python",
  ".go": "go",
  ".rs": "rust",
  ".java": "java",
  ".cs": "csharp",
  ".c": "c",
  ".cpp": "cpp",
  ".h": "cpp",
  ".rb": "ruby",
  ".php": "php",
};
const LEFT_OUT = /^(?:\.|(?:node_modules|dist|out(?:-.*)?|build|target|vendor)$)/;
/** How many lines a task has. */
const LINES = { fewest: 60, most: 300 };
/** The share of files that are typed from their first line to their last. */
const NEW_FILES = 0.5;
const LARGEST_FILE = 200_000;

export interface Corpus {
  /** The text of each file by its path. */
  readonly files: ReadonlyMap<string, string>;
  readonly tasks: readonly Task[];
  /** Lines of all files, for answers that are wrong. */
  readonly lines: readonly string[];
}

/** Pieces of the source files under `folder`, one of each file, in a seeded order, up to so many characters in all. */
export function corpusOf(folder: string, seed: number, characters: number): Corpus {
  const random = seededRandom(seed);
  const files = shuffled(sourcesUnder(folder).sort(), random).map((path) => ({
    path: relative(folder, path).replaceAll("\\", "/"),
    text: readFileSync(path, "utf8").replaceAll("\r", ""),
  }));
  const lines = files.flatMap(({ text }) => text.split("\n")).filter((line) => line.trim().length > 5);
  const tasks: Task[] = [];
  let room = characters;
  for (const { path, text } of files) {
    const task = room > 0 ? taskOf(path, text, random) : undefined;
    if (task) {
      tasks.push(task);
      room -= keysOf(task.text);
    }
  }
  if (tasks.length === 0) throw new Error(`There are no source files of ${LINES.fewest} lines or more in ${folder}.`);
  return { files: new Map(files.map(({ path, text }) => [path, text])), tasks, lines };
}

function taskOf(path: string, text: string, random: () => number): Task | undefined {
  const lines = text.split("\n");
  /** Where a piece that is not indented begins behind a blank line, and where the last one ends. */
  const borders = lines.flatMap((line, at) =>
    (/^[^\s)\]}]/.test(line) && (lines[at - 1] ?? "").trim() === "") || at === lines.length - 1 ? [at] : [],
  );
  const pieces = borders.flatMap((start, at) =>
    borders.slice(at + 1).flatMap((end) => (isLong(end - start) ? [{ start, end }] : [])),
  );
  const isNew = isLong(lines.length) && random() < NEW_FILES;
  const piece = isNew ? { start: 0, end: lines.length } : pieces[Math.floor(random() * pieces.length)];
  if (!piece) return undefined;
  const { start } = piece;
  let { end } = piece;
  while (end > start + 1 && (lines[end - 1] ?? "").trim() === "") end--;
  const before = lines
    .slice(0, start)
    .map((line) => `${line}\n`)
    .join("");
  return {
    path,
    languageId: LANGUAGE_OF[extname(path)] ?? "plaintext",
    before,
    text: lines.slice(start, end).join("\n"),
    after: lines
      .slice(end)
      .map((line) => `\n${line}`)
      .join(""),
  };
}

function isLong(lines: number): boolean {
  return lines >= LINES.fewest && lines <= LINES.most;
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.test(entry.name) ? [] : sourcesUnder(path);
    return LANGUAGE_OF[extname(entry.name)] && statSync(path).size < LARGEST_FILE ? [path] : [];
  });
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
