import type { ContextSource } from "../source";
import type { KnownFiles } from "../knownFiles";

/** For a name in a line that uses this file, and for one that is wanted of this file and that it lacks. */
const USED = 0.93;
const WANTED = 0.77;
const MOST_FILES = 12;

/** How the files that import this one use it. */
export function importers(files: KnownFiles): ContextSource {
  return {
    name: "importers",
    async collect({ path, present }, pauses) {
      const { library } = files;
      const clues = new Float32Array(library.size);
      const wanted = new Set<number>();
      for (const { path: user, names } of files.importersOf(path).slice(0, MOST_FILES)) {
        if (!(await pauses.due())) return {};
        const file = library.get(user);
        for (const { at } of library.linesWith(user, names)) {
          for (const number of file?.names[at] ?? []) clues[number] = USED;
        }
        for (const name of names) {
          const number = library.number(name);
          if (number !== undefined && !present.has(name) && !library.holds(path, name)) wanted.add(number);
        }
      }
      for (const number of wanted) clues[number] = (clues[number] ?? 0) + WANTED;
      return { clues };
    },
  };
}
