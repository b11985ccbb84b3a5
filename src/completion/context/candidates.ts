import type { IndexedFile, Library } from "./library";
import type { Pauses } from "./pause";
import type { Unit } from "./units";

/** A unit that may be shown. */
export interface Candidate {
  readonly file: IndexedFile;
  readonly unit: Unit;
}

/** So many of the likeliest names for their length are looked for, each in so many of the best units that hold it. */
const NAMES = 700;
const UNITS_A_NAME = 5;
const LONGEST_LINE = 200;
/** Lets a very short line not win by its shortness alone. */
export const LINE_COST = 4;

interface Rated extends Candidate {
  readonly worth: number;
}

/**
 * The units of the library that hold the likeliest names for the fewest characters. Empty once the work is aborted.
 */
export async function candidatesOf(likelihoods: Float32Array, library: Library, pauses: Pauses): Promise<Candidate[]> {
  const best = likeliest(likelihoods, library);
  const isLikely = new Uint8Array(library.size);
  for (const number of best.keys()) isLikely[number] = 1;
  for (const file of library.all()) {
    if (!(await pauses.due())) return [];
    const sums = sumsOf(file, likelihoods);
    const wanted = file.names.map((names) => names.some((number) => isLikely[number] === 1));
    const offer = (unit: Unit, worth: number) => {
      const rated: Rated = { file, unit, worth };
      for (let line = unit.at; line <= unit.end; line++) {
        if (!wanted[line]) continue;
        for (const number of file.names[line] ?? []) {
          const units = best.get(number);
          if (units) insertBest(units, rated);
        }
      }
    };
    if (!wanted.includes(true)) continue;
    for (const signature of file.units.signatures) {
      const { at, end } = signature;
      if (isWanted(wanted, at, end)) offer(signature, worthOf(sums, at, end));
    }
    for (const [at, end] of file.units.ends.entries()) {
      if (end === -1 || !isWanted(wanted, at, end)) continue;
      const worth = end > at ? worthOf(sums, at, end) : worthOfPair(sums, file, at);
      offer({ at, end, declares: false }, worth);
    }
  }
  return [...new Set([...best.values()].flat())];
}

/** For each line, what all lines before it are worth and how long they are. */
interface Sums {
  readonly values: Float64Array;
  readonly lengths: Float64Array;
}

function sumsOf({ lines, names }: IndexedFile, likelihoods: Float32Array): Sums {
  const values = new Float64Array(lines.length + 1);
  const lengths = new Float64Array(lines.length + 1);
  for (const [at, line] of lines.entries()) {
    let value = 0;
    for (const number of names[at] ?? []) value += likelihoods[number] ?? 0;
    values[at + 1] = (values[at] ?? 0) + value;
    // A unit with a line that long is never the best.
    lengths[at + 1] = (lengths[at] ?? 0) + (line.length > LONGEST_LINE ? Number.POSITIVE_INFINITY : line.length + 1);
  }
  return { values, lengths };
}

function worthOf({ values, lengths }: Sums, at: number, end: number): number {
  const length = (lengths[end + 1] ?? 0) - (lengths[at] ?? 0);
  return ((values[end + 1] ?? 0) - (values[at] ?? 0)) / (length + LINE_COST);
}

/** A statement of one line is shown with the one above or the one below. */
function worthOfPair(sums: Sums, file: IndexedFile, at: number): number {
  const worths = neighboursOf(file, at, at).map((other) =>
    worthOf(sums, Math.min(at, other.at), Math.max(at, other.end)),
  );
  return Math.max(0, ...worths);
}

/** The statements right above and right below that stand in the same block. */
export function neighboursOf({ units }: IndexedFile, at: number, end: number): Unit[] {
  const { starts, ends, shape } = units;
  const above = starts[at - 1] ?? -1;
  const below = ends[end + 1] ?? -1;
  const isLevel = (line: number) => shape.indent[line] === shape.indent[at];
  const found: Unit[] = [];
  if (above !== -1 && isLevel(above)) found.push({ at: above, end: at - 1, declares: false });
  if (below !== -1 && isLevel(end + 1)) found.push({ at: end + 1, end: below, declares: false });
  return found;
}

function isWanted(wanted: readonly boolean[], at: number, end: number): boolean {
  for (let line = at; line <= end; line++) if (wanted[line]) return true;
  return false;
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

function insertBest(units: Rated[], one: Rated): void {
  if (units.includes(one)) return;
  if (units.length === UNITS_A_NAME && one.worth <= (units.at(-1)?.worth ?? 0)) return;
  let at = units.length;
  while (at > 0 && (units[at - 1]?.worth ?? 0) < one.worth) at--;
  units.splice(at, 0, one);
  if (units.length > UNITS_A_NAME) units.pop();
}
