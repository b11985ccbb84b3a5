import { Best } from "../best";
import type { IndexedFile } from "../library";
import type { Clues, ContextSource } from "../source";
import type { KnownFiles } from "../knownFiles";

/** Lines of a window, and from one window to the next. Shorter ones miss what comes next in a place like this. */
const WINDOW = 20;
const STEP = 4;
const KEPT = 600;
/** How much more the most similar windows count than the others. */
const SHARPNESS = 3;
const WEIGHT = 0.45;

interface Window {
  readonly file: IndexedFile;
  readonly start: number;
  readonly likeness: number;
}

/** Parts of other files, and of this one, that speak of the same things: names weighed by how rare they are. */
export function similar({ library }: KnownFiles): ContextSource {
  return {
    name: "similar",
    async collect(query, pauses) {
      const weights = new Map<number, number>();
      for (const [name, nearness] of query.near) {
        const number = library.number(name);
        if (number !== undefined) weights.set(number, nearness * library.rarity(number));
      }
      const windows = new Best<Window>(KEPT);
      for (const file of library.all()) {
        if (!(await pauses.due())) return {};
        addWindows(windows, file, weights);
      }
      const best = windows.all();
      const sum = best.reduce((all, { likeness }) => all + likeness ** SHARPNESS, 0);
      const shares: Clues = new Float32Array(library.size);
      for (const { file, start, likeness } of best) {
        if (!(await pauses.due())) return {};
        addToEach(shares, namesIn(file, start, start + WINDOW), likeness ** SHARPNESS / sum);
      }
      return { clues: logarithms(shares, WEIGHT) };
    },
  };
}

/** The names in some of the file's lines, each once. */
export function namesIn({ names }: IndexedFile, start: number, end: number): ReadonlySet<number> {
  return new Set(names.slice(Math.max(0, start), Math.max(0, end)).flat());
}

export function addToEach(clues: Clues, numbers: Iterable<number>, value: number): void {
  for (const number of numbers) clues[number] = (clues[number] ?? 0) + value;
}

/** Below a thousandth, shares of what is alike are as good as none. */
export function logarithms(shares: Clues, weight: number): Clues {
  return shares.map((share) => weight * Math.log1p(1_000 * share));
}

function addWindows(windows: Best<Window>, file: IndexedFile, weights: ReadonlyMap<number, number>): void {
  if (!file.vocabulary.some((number) => weights.has(number))) return;
  for (let start = 0; start < file.lines.length; start += STEP) {
    const seen = new Set<number>();
    let likeness = 0;
    const end = Math.min(start + WINDOW, file.lines.length);
    for (let at = start; at < end; at++) {
      for (const number of file.names[at] ?? []) {
        const weight = weights.get(number);
        if (weight === undefined || seen.has(number)) continue;
        seen.add(number);
        likeness += weight;
      }
    }
    if (likeness > 0) windows.add({ file, start, likeness });
  }
}
