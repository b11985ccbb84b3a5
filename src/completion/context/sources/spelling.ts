import { wordsOf } from "../words";
import type { ContextSource } from "../source";
import type { KnownFiles } from "../knownFiles";

const WEIGHT = 1.94;
/** Names looked at between two looks at the clock. */
const SLICE = 2_000;

/** Names made of the same words as those around the cursor: the rarer a word and the nearer, the likelier. */
export function spelling({ library }: KnownFiles): ContextSource {
  return {
    name: "spelling",
    async collect({ near }, pauses) {
      const nearness = new Map<string, number>();
      for (const [name, value] of near) {
        for (const word of wordsOf(name)) nearness.set(word, Math.max(value, nearness.get(word) ?? 0));
      }
      const rarities = new Map<string, number>();
      const rarityOf = (word: string) => {
        const rarity = rarities.get(word) ?? library.wordRarity(word);
        rarities.set(word, rarity);
        return rarity;
      };
      const clues = new Float32Array(library.size);
      for (let number = 0; number < clues.length; number++) {
        if (number % SLICE === 0 && !(await pauses.due())) return {};
        let [all, shared] = [0, 0];
        for (const word of library.words(number)) {
          const rarity = rarityOf(word);
          all += rarity;
          shared += rarity * (nearness.get(word) ?? 0);
        }
        if (shared > 0) clues[number] = (WEIGHT * shared) / all;
      }
      return { clues };
    },
  };
}
