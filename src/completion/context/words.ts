const WORD = /\p{Lu}?[\p{Ll}]+|\p{Lu}+(?!\p{Ll})/gu;
const SHORTEST = 2;
/** From this length on, an `s` at the end is taken for a plural's. */
const PLURAL = 4;

/** The words that a name is made of, each once, in lower case and in the singular: `openFiles` → open, file. */
export function wordsOf(name: string): string[] {
  const words = (name.match(WORD) ?? [])
    .map((word) => word.toLowerCase())
    .map((word) => (word.length >= PLURAL && word.endsWith("s") ? word.slice(0, -1) : word));
  return [...new Set(words)].filter((word) => word.length >= SHORTEST);
}
