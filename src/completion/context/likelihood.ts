import type { Library } from "./library";
import type { Clues, ContextQuery } from "./source";

/** The logarithm of the odds of a name that nothing speaks for. Fitted with the weights of the sources. */
const BASE = -11.8;
/** Of the logarithm of a name's length: one of few letters is in many files and seldom new. */
const LENGTH = 0.56;

/** How likely each of the library's names is to be written now, 0–1, by its number; 0 for what stands beside the cursor. */
export function likelihoodsOf(clues: readonly Clues[], query: ContextQuery, library: Library): Float32Array {
  const likelihoods = new Float32Array(library.size);
  for (let number = 0; number < likelihoods.length; number++) {
    const name = library.name(number);
    if (library.holdersOf(number) === 0 || query.present.has(name)) continue;
    let odds = BASE + LENGTH * Math.log(name.length);
    for (const clue of clues) odds += clue[number] ?? 0;
    likelihoods[number] = 1 / (1 + Math.exp(-odds));
  }
  return likelihoods;
}
