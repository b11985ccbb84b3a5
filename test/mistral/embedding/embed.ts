import { seededRandom } from "../random";

/** The longest vector that Mistral's models make. */
export const LARGEST_DIMENSION = 3072;
/** The first so many places tell texts apart on their own, so that a vector that is cut there still serves. */
const CORE = 256;
/** In how many places a feature stands: so many in the core, and so many anywhere. */
const IN_CORE = 32;
const ANYWHERE = 256;
const LETTERS_WEIGHT = 0.35;
/** Words such as "a", "is", "of" say little. */
const SHORT_WORD_WEIGHT = 0.3;

/**
 * A vector of length 1 for a text, always the same for the same text. Texts that share words are near to each other, and
 * texts whose words share letters are a little so.
 */
export function embed(text: string, dimension: number): Float32Array {
  const vector = new Float32Array(LARGEST_DIMENSION);
  for (const [feature, weight] of featuresOf(text)) {
    for (const [place, sign] of placesOf(feature)) vector[place] = (vector[place] ?? 0) + sign * weight;
  }
  return normalised(vector.subarray(0, dimension));
}

/** Words in small letters, names taken apart at their humps, and three letters at a time of each. */
function featuresOf(text: string): ReadonlyMap<string, number> {
  const words = text
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  const weights = new Map<string, number>();
  const add = (feature: string, weight: number) => weights.set(feature, (weights.get(feature) ?? 0) + weight);
  for (const word of words ?? []) {
    const weight = word.length < 4 ? SHORT_WORD_WEIGHT : 1;
    add(word, weight);
    const spelt = ` ${word} `;
    const parts = Math.max(1, spelt.length - 2);
    for (let at = 0; at + 3 <= spelt.length; at++) {
      add(`…${spelt.slice(at, at + 3)}`, (weight * LETTERS_WEIGHT) / Math.sqrt(parts));
    }
  }
  for (const [feature, weight] of weights) weights.set(feature, Math.sqrt(weight));
  return weights.size === 0 ? new Map([["", 1]]) : weights;
}

function placesOf(feature: string): readonly (readonly [number, number])[] {
  const random = seededRandom(hashOf(feature));
  return Array.from({ length: IN_CORE + ANYWHERE }, (_, at) => {
    const place = Math.floor(random() * (at < IN_CORE ? CORE : LARGEST_DIMENSION));
    return [place, random() < 0.5 ? -1 : 1] as const;
  });
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** A text whose features all lie behind the cut gets the first place for itself. */
function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (length === 0) return vector.map((_, at) => (at === 0 ? 1 : 0));
  return vector.map((value) => value / length);
}
