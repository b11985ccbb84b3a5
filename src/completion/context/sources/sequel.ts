import { isBlank } from "../../lines";
import { Best } from "../best";
import { identifiersIn } from "../identifiers";
import type { IndexedFile, Library } from "../library";
import type { ContextSource } from "../source";
import type { KnownFiles } from "../knownFiles";
import { addToEach, logarithms, namesIn } from "./similar";

/** So many lines next to the cursor, each of which counts less than the one nearer by. */
const LINES = 6;
const FADING = 0.7;
/** How far from lines like these names are looked for: on into the gap, and back. */
const ON = 10;
const BACK = 2;
const SHARPNESS = 4;
const KEPT = 200;
const AFTER = 0.33;
const BEFORE = 0.26;

interface Place {
  readonly file: IndexedFile;
  readonly start: number;
  readonly likeness: number;
}

/** What follows elsewhere on lines like those just before the cursor, and what precedes lines like those just after. */
export function sequel({ library }: KnownFiles): ContextSource {
  return {
    name: "sequel",
    async collect({ prefix, suffix }, pauses) {
      const sides = [
        { lines: prefix.split("\n").toReversed(), from: LINES - BACK, to: LINES + ON, weight: AFTER },
        { lines: suffix.split("\n").slice(1), from: -ON, to: BACK, weight: BEFORE },
      ].map(({ lines, ...rest }) => ({ ...rest, weights: weightsOf(lines, library), places: new Best<Place>(KEPT) }));
      for (const file of library.all()) {
        for (const { weights, places } of sides) {
          if (!(await pauses.due())) return {};
          addPlaces(places, file, weights);
        }
      }
      const clues = new Float32Array(library.size);
      for (const { places, from, to, weight } of sides) {
        const best = places.all();
        const sum = best.reduce((all, { likeness }) => all + likeness ** SHARPNESS, 0);
        const shares = new Float32Array(library.size);
        for (const { file, start, likeness } of best) {
          addToEach(shares, namesIn(file, start + from, start + to), likeness ** SHARPNESS / sum);
        }
        logarithms(shares, weight).forEach((clue, number) => {
          clues[number] = (clues[number] ?? 0) + clue;
        });
        if (!(await pauses.due())) return {};
      }
      return { clues };
    },
  };
}

function weightsOf(lines: readonly string[], library: Library): Map<number, number> {
  const weights = new Map<number, number>();
  const nearest = lines.filter((line) => !isBlank(line)).slice(0, LINES);
  nearest.forEach((line, at) => {
    for (const name of identifiersIn(line)) {
      const number = library.number(name);
      if (number === undefined) continue;
      weights.set(number, Math.max(weights.get(number) ?? 0, FADING ** at * library.rarity(number)));
    }
  });
  return weights;
}

/** Every stretch of so many lines that has some of the names, each counted once. */
function addPlaces(places: Best<Place>, file: IndexedFile, weights: ReadonlyMap<number, number>): void {
  if (!file.vocabulary.some((number) => weights.has(number))) return;
  /** How often each of the names stands in the stretch. */
  const inside = new Map<number, number>();
  let likeness = 0;
  for (let end = 0; end < file.lines.length + LINES; end++) {
    for (const number of file.names[end] ?? []) {
      const weight = weights.get(number);
      if (weight === undefined) continue;
      const count = inside.get(number) ?? 0;
      inside.set(number, count + 1);
      if (count === 0) likeness += weight;
    }
    for (const number of file.names[end - LINES] ?? []) {
      const weight = weights.get(number);
      if (weight === undefined) continue;
      const count = inside.get(number) ?? 0;
      inside.set(number, count - 1);
      if (count === 1) likeness -= weight;
    }
    if (likeness > 1e-6) places.add({ file, start: end - LINES + 1, likeness });
  }
}
