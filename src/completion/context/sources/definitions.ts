import { indentWidth, isBlank } from "../../lines";
import type { IndexedFile } from "../library";
import type { ContextSource } from "../source";
import { within } from "../within";
import type { KnownFiles } from "../knownFiles";

/** A language server that is slower than this is not waited for. */
const PATIENCE_MS = 150;
const MOST_LINES = 24;
/** By judgement: the bench's language server knows outer declarations alone, and its files are read anyway. */
const WEIGHT = 0.5;

/** Where the names around the cursor are declared, and what belongs to them. */
export function definitions(files: KnownFiles): ContextSource {
  return {
    name: "definitions",
    async collect(query, pauses) {
      const found = await within(PATIENCE_MS, pauses.signal, (cut) => files.port.definitions(query, cut));
      const said = new Set<number>();
      for (const { path, line } of found ?? []) {
        const file = await files.file(path, pauses);
        if (file) for (const number of declarationAt(file, line)) said.add(number);
      }
      const clues = new Float32Array(files.library.size);
      for (const number of said) clues[number] = WEIGHT;
      return { clues };
    },
  };
}

/** The names in the declaration and in what is indented one level below it. */
function declarationAt(file: IndexedFile, line: number): number[] {
  const first = file.lines[line];
  if (first === undefined) return [];
  const names = [...(file.names[line] ?? [])];
  const outer = indentWidth(first);
  let inner: number | undefined;
  for (let at = line + 1; at < file.lines.length && at < line + MOST_LINES; at++) {
    const text = file.lines[at] ?? "";
    if (isBlank(text)) continue;
    const indent = indentWidth(text);
    if (indent <= outer) break;
    inner ??= indent;
    if (indent === inner) names.push(...(file.names[at] ?? []));
  }
  return names;
}
