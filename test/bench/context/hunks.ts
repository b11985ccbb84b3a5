import { LONGEST_FILE, mayBeContext } from "../../../src/completion/context/exclude";
import { identifiersIn } from "../../../src/completion/context/identifiers";
import type { Snapshot } from "../../../src/completion/snapshot";
import { codeOf } from "./code";
import type { Repository } from "./repository";

/** The windows around the cursor, in characters, as the editor sends them. */
const PREFIX = 8_000;
const SUFFIX = 3_000;
const MOST_LINES = 12;
const FEWEST_LINES_OF_FILE = 20;
const CODE = /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|cs|c|h|cc|cpp|hpp|rb|php|swift|scala)$/;

/** Lines that are taken out of a file, as if they were about to be written. */
export interface Hunk {
  readonly snapshot: Snapshot;
  /** The file without them. */
  readonly text: string;
  readonly lines: readonly string[];
  /** Names in the code of the hidden lines that stand nowhere in the windows around the cursor. */
  readonly wanted: readonly string[];
}

/** So many hunks of 1 to 12 lines; a place whose names all stand beside the cursor already is passed over. */
export function hunksOf(repository: Repository, count: number, random: () => number): Hunk[] {
  const sources = [...repository.files].filter(
    ([path, text]) => CODE.test(path) && mayBeContext(path) && text.length <= LONGEST_FILE,
  );
  const hunks: Hunk[] = [];
  for (let attempt = 0; hunks.length < count && attempt < count * 50; attempt++) {
    const [path, text] = sources[Math.floor(random() * sources.length)] ?? ["", ""];
    const hunk = hunkOf(path, text, random);
    if (hunk) hunks.push(hunk);
  }
  return hunks;
}

function hunkOf(path: string, source: string, random: () => number): Hunk | undefined {
  const lines = source.split("\n");
  const start = Math.floor(random() * lines.length);
  const end = Math.min(lines.length, start + 1 + Math.floor(random() * MOST_LINES));
  if (lines.length < FEWEST_LINES_OF_FILE || lines[start]?.trim() === "") return undefined;
  const indent = /^\s*/.exec(lines[start] ?? "")?.[0] ?? "";
  const before = [...lines.slice(0, start), indent].join("\n");
  const after = `\n${lines.slice(end).join("\n")}`;
  const [prefix, suffix] = [before.slice(-PREFIX), after.slice(0, SUFFIX)];
  const beside = new Set(identifiersIn(`${prefix}\n${suffix}`));
  const code = codeOf(path, source).split("\n").slice(start, end).join("\n");
  const wanted = identifiersIn(code).filter((name) => !beside.has(name));
  if (wanted.length === 0) return undefined;
  const languageId = /\.(\w+)$/.exec(path)?.[1] ?? "";
  const snapshot = {
    document: `file:///${path}`,
    path,
    languageId,
    indentation: "  ",
    prefix,
    suffix,
    explicit: false,
  };
  return { snapshot, text: before + after, lines: lines.slice(start, end), wanted };
}
