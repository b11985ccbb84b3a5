import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative } from "node:path";
import type { Node } from "@vscode/tree-sitter-wasm";
import type { Grammars } from "../../../src/completion/syntax/grammars";
import { seededRandom } from "../../mistral/random";
import type { Case, Output } from "./cases";

const LANGUAGE_OF: Readonly<Record<string, string>> = {
  ".java": "java",
  ".cs": "csharp",
  ".go": "go",
  ".cpp": "cpp",
  ".cc": "cpp",
  ".h": "cpp",
  ".rs": "rust",
  ".ts": "typescript",
  ".js": "javascript",
  ".py": "python",
};
const LARGEST_FILE = 60_000;
/** Places in each language. */
const PLACES = 300;
const PLACES_A_FILE = 3;
/** How far an answer runs on. */
const RUNS_ON = 6;
/** More lines than these are no line's rest. */
const LONGEST = 12;
/** Nodes between whose children a line's end is a statement's, in the grammars of these languages. */
const BLOCK =
  /^(?:program|module|source_file|compilation_unit|translation_unit|\w*block\w*|\w*_body|(?:field_)?declaration_list|statement_list|compound_statement|switch_\w+|case_statement|\w+_case|accessor_list|preproc_\w+|else_clause)$/;
const NO_STATEMENT = /^\s*(?:[)\]}]|\/\/|\/?\*|#|@|\[|case\b|default\b|[\w ]+:\s*$)/;

/** How an answer that begins with what is right goes on behind it. */
export const MANNERS = ["ends", "runsInto", "goesOn"] as const;

/** An answer that is right up to where the statement's first line ends. */
export interface Probe {
  readonly manner: (typeof MANNERS)[number];
  readonly one: Case;
  readonly output: Output;
}

/** Places in source files whose truth is known from the file's syntax tree, and what a model may say there. */
export async function probesOf(folder: string, seed: number, grammars: Grammars): Promise<Probe[]> {
  const random = seededRandom(seed);
  const probes: Probe[] = [];
  const files = shuffled(sourcesUnder(folder).sort(), random);
  for (const language of new Set(Object.values(LANGUAGE_OF))) {
    const own = files.filter((file) => LANGUAGE_OF[extname(file)] === language);
    const parser = own.length > 0 ? await grammars.newParser(language) : undefined;
    let count = 0;
    for (const file of own) {
      const text = readFileSync(file, "utf8").replaceAll("\r", "");
      const tree = count < PLACES ? parser?.parse(text) : undefined;
      for (const one of tree ? placesIn(text, tree.rootNode, relative(folder, file), language, random) : []) {
        count++;
        const other = readFileSync(own[Math.floor(random() * own.length)] ?? file, "utf8").replaceAll("\r", "");
        probes.push(...mannersOf(one, linesFrom(other, random)));
      }
      tree?.delete();
    }
    parser?.delete();
  }
  return probes;
}

function placesIn(text: string, root: Node, path: string, language: string, random: () => number): Case[] {
  const cases: Case[] = [];
  const lines = text.split("\n");
  if (root.hasError) {
    return [];
  }
  for (let tries = 0; tries < 20 && cases.length < PLACES_A_FILE; tries++) {
    const at = Math.floor(random() * lines.length);
    const line = lines[at] ?? "";
    const start = lines.slice(0, at).join("\n").length + (at > 0 ? 1 : 0);
    const borders = [...line.matchAll(/(?<=\w)\b|(?<=[.(,=] ?)/g)].map(({ index }) => index);
    const column = random() < 0.5 ? 0 : (borders[Math.floor(random() * borders.length)] ?? 0);
    if (NO_STATEMENT.test(line) || line.trim() === "" || line.slice(column).trim() === "") {
      continue;
    }
    const cursor = start + column;
    const first = start + line.search(/\S/);
    const end = endAt(text, root, start, first);
    if (end !== undefined && text.slice(cursor, end).split("\n").length <= LONGEST) {
      cases.push({
        task: `${path}:${at + 1}:${column}`,
        language,
        path,
        prefix: text.slice(Math.max(0, cursor - 6_000), cursor),
        truth: text.slice(cursor, end),
        suffix: text.slice(end, end + 3_000),
      });
    }
  }
  return cases;
}

/** The first line end behind `start` that stands between statements, if a statement begins at `first`. */
function endAt(text: string, root: Node, start: number, first: number): number | undefined {
  const before = text.slice(0, start).trimEnd().length - 1;
  if (before >= 0 && !isBetween(root, before, first)) {
    return undefined;
  }
  for (let end = text.indexOf("\n", start); end !== -1; end = text.indexOf("\n", end + 1)) {
    const last = text.slice(0, end).trimEnd().length - 1;
    const next = end + text.slice(end).search(/\S/);
    if (next < end || isBetween(root, last, next)) {
      return end;
    }
  }
  return undefined;
}

function isBetween(root: Node, last: number, next: number): boolean {
  const node = root.descendantForIndex(last, next);
  return node !== null && BLOCK.test(node.type);
}

function mannersOf(one: Case, elsewhere: string): Probe[] {
  const below = one.suffix
    .split("\n")
    .slice(0, RUNS_ON + 1)
    .join("\n");
  const texts = { ends: one.truth, runsInto: one.truth + below, goesOn: `${one.truth}\n${elsewhere}` };
  return MANNERS.map((manner) => ({
    manner,
    one,
    output: { task: one.task, model: "probe", template: manner, output: texts[manner] },
  }));
}

function linesFrom(text: string, random: () => number): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const from = Math.floor(random() * lines.length);
  return lines.slice(from, from + RUNS_ON).join("\n");
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => LANGUAGE_OF[extname(path)] !== undefined && isFile(path));
}

function isFile(path: string): boolean {
  const found = statSync(path);
  return found.isFile() && found.size < LARGEST_FILE;
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
