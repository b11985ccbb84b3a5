import { distance } from "../paths";
import type { ContextSource } from "../source";
import type { KnownFiles } from "../knownFiles";

const WEIGHT = 1.05;
/** For what stands elsewhere in this file, too far from the cursor to be in the prompt. */
const SAME_FILE = 1.06;

/** What stands in this file and in those of near folders. */
export function nearby({ library }: KnownFiles): ContextSource {
  return {
    name: "nearby",
    async collect({ path }, pauses) {
      const clues = new Float32Array(library.size);
      for (const file of library.all()) {
        if (!(await pauses.due())) return {};
        const nearness = WEIGHT / (1 + distance(path, file.path));
        for (const number of file.vocabulary) clues[number] = Math.max(clues[number] ?? 0, nearness);
      }
      for (const number of library.get(path)?.vocabulary ?? []) clues[number] = WEIGHT + SAME_FILE;
      return { clues };
    },
  };
}
