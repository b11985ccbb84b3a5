import { isComment } from "./identifiers";
import type { Library } from "./library";
import type { Pauses } from "./pause";
import type { ContextQuery } from "./source";

/** A line that may be shown. */
export interface Candidate {
  readonly path: string;
  readonly at: number;
  readonly text: string;
  /** By their numbers. */
  readonly names: readonly number[];
}

/** So many of the likeliest names for their length are looked for, each in so many of the best lines that hold it. */
const NAMES = 700;
const LINES_A_NAME = 5;
const LONGEST_LINE = 200;
/** Lets a very short line not win by its shortness alone. */
export const LINE_COST = 4;

interface Rated extends Candidate {
  readonly worth: number;
}

/**
 * The lines of the library that hold the likeliest names for the fewest characters; none that stands beside the cursor.
 * Empty once the work is aborted.
 */
export async function candidatesOf(
  likelihoods: Float32Array,
  query: ContextQuery,
  library: Library,
  pauses: Pauses,
): Promise<Candidate[]> {
  const best = likeliest(likelihoods, library);
  const isLikely = new Uint8Array(library.size);
  for (const number of best.keys()) isLikely[number] = 1;
  const taken = new Set(`${query.prefix}\n${query.suffix}`.split("\n").map((line) => line.trim()));
  for (const file of library.all()) {
    if (!(await pauses.due())) return [];
    for (const [at, names] of file.names.entries()) {
      let value = 0;
      let isWanted = false;
      for (const number of names) {
        value += likelihoods[number] ?? 0;
        isWanted ||= isLikely[number] === 1;
      }
      if (!isWanted) continue;
      const text = (file.lines[at] ?? "").trim();
      if (text.length > LONGEST_LINE || taken.has(text) || isComment(text)) continue;
      const rated: Rated = { path: file.path, at, text, names, worth: value / (text.length + LINE_COST) };
      let isKept = false;
      for (const number of names) {
        const lines = best.get(number);
        if (lines && insertBest(lines, rated)) isKept = true;
      }
      if (isKept) taken.add(text);
    }
  }
  return [...new Set([...best.values()].flat())];
}

function likeliest(likelihoods: Float32Array, library: Library): Map<number, Rated[]> {
  const worths = likelihoods.map((likelihood, number) => likelihood / (library.name(number).length + LINE_COST));
  const least = worths.toSorted().at(-NAMES) ?? 0;
  const found = new Map<number, Rated[]>();
  worths.forEach((worth, number) => {
    if (worth > 0 && worth >= least) found.set(number, []);
  });
  return found;
}

/** @returns whether the line is among the best */
function insertBest(lines: Rated[], line: Rated): boolean {
  if (lines.length === LINES_A_NAME && line.worth <= (lines.at(-1)?.worth ?? 0)) return false;
  let at = lines.length;
  while (at > 0 && (lines[at - 1]?.worth ?? 0) < line.worth) at--;
  lines.splice(at, 0, line);
  if (lines.length > LINES_A_NAME) lines.pop();
  return true;
}
