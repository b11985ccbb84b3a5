import type { ContextSource } from "../source";
import type { KnownFiles } from "../knownFiles";

/** For any name of an imported file, and for one that is declared in a file whose import is used near the cursor. */
const IMPORTED = 0.17;
const USED_HERE = 0.33;

/** What stands in the imported files of the workspace, above all what they declare. */
export function imports(files: KnownFiles): ContextSource {
  return {
    name: "imports",
    async collect({ path, near }, pauses) {
      const clues = new Float32Array(files.library.size);
      for (const { path: target, names } of files.importsOf(path)) {
        if (!(await pauses.due())) return {};
        if (target === path) continue;
        for (const number of files.library.get(target)?.vocabulary ?? [])
          clues[number] = Math.max(clues[number] ?? 0, IMPORTED);
        if (!names.some((name) => near.has(name))) continue;
        const file = files.library.get(target);
        for (const { at } of file?.units.signatures ?? []) {
          for (const number of file?.names[at] ?? []) clues[number] = IMPORTED + USED_HERE;
        }
      }
      return { clues };
    },
  };
}
