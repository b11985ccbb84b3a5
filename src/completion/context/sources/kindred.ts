import type { IndexedFile, Library } from "../library";
import type { ContextSource } from "../source";
import type { KnownFiles } from "../knownFiles";
import { addToEach, logarithms } from "./similar";

/** How much more the most kindred files count than the others. */
const SHARPNESS = 4;
const WEIGHT = 0.24;
/** Lets a file of few names not be the most kindred by one of them. */
const SHORT = 100;

/** What files hold that share most of their rare names with this one. */
export function kindred({ library }: KnownFiles): ContextSource {
  return {
    name: "kindred",
    async collect({ path, present }, pauses) {
      const mine = new Set([...present].map((name) => library.number(name)));
      const files: { readonly file: IndexedFile; readonly value: number }[] = [];
      for (const file of library.all()) {
        if (!(await pauses.due())) return {};
        if (file.path !== path) files.push({ file, value: kinship(file, mine, library) ** SHARPNESS });
      }
      const sum = files.reduce((all, { value }) => all + value, 0);
      const shares = new Float32Array(library.size);
      for (const { file, value } of files) {
        if (!(await pauses.due())) return {};
        if (value > 0) addToEach(shares, file.vocabulary, value / sum);
      }
      return { clues: logarithms(shares, WEIGHT) };
    },
  };
}

function kinship(file: IndexedFile, mine: ReadonlySet<number | undefined>, library: Library): number {
  let shared = 0;
  let all = SHORT;
  for (const number of file.vocabulary) {
    const value = library.rarity(number) ** 2;
    all += value;
    if (mine.has(number)) shared += value;
  }
  return shared / Math.sqrt(all);
}
