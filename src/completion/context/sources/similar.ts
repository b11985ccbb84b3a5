import type { IndexedFile } from "../library";
import { Pauses } from "../pause";
import type { ContextSource, Piece } from "../source";
import type { Workspace } from "../workspace";

/** Lines of a window, and from one window to the next. Shorter ones miss what comes next in a place like this. */
const WINDOW = 20;
const STEP = 4;
const KEPT = 600;
/** How much more the most similar windows count than the others. */
const SHARPNESS = 3;
/** How many names, as a sum of likelihoods, similar windows vouch for. By the bench. */
const TRUST = 12;

interface Window {
  readonly file: IndexedFile;
  readonly start: number;
  readonly likeness: number;
}

/** Parts of other files, and of this one, that speak of the same things: names weighed by how rare they are. */
export function similar({ library }: Workspace): ContextSource {
  return {
    name: "similar",
    async collect(query, signal) {
      const weights = new Map<number, number>();
      for (const [name, nearness] of query.near) {
        const number = library.number(name);
        if (number !== undefined) weights.set(number, nearness * library.rarity(number));
      }
      const pauses = new Pauses();
      const windows: Window[] = [];
      for (const file of library.all()) {
        if (!(await pauses.due(signal))) return [];
        windows.push(...windowsOf(file, weights));
      }
      const best = windows.sort((a, b) => b.likeness - a.likeness).slice(0, KEPT);
      const sum = best.reduce((all, { likeness }) => all + likeness ** SHARPNESS, 0);
      return best.map((window) => pieceOf(window, Math.min(0.9, (TRUST * window.likeness ** SHARPNESS) / sum)));
    },
  };
}

function windowsOf(file: IndexedFile, weights: ReadonlyMap<number, number>): Window[] {
  if (!file.vocabulary.some((number) => weights.has(number))) return [];
  const found: Window[] = [];
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
    if (likeness > 0) found.push({ file, start, likeness });
  }
  return found;
}

function pieceOf({ file, start }: Window, weight: number): Piece {
  const lines = file.lines.slice(start, start + WINDOW).map((text, offset) => ({ at: start + offset, text }));
  return { path: file.path, lines, weight };
}
