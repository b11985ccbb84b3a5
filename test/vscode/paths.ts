import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(import.meta.url);

/** Walks up, because the bundler may put this code into any file below the build folder. */
function findRoot(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`There is no package.json above ${here}.`);
  return findRoot(parent);
}

/** The repository. */
export const root = findRoot(dirname(here));

/** The folder of built tests that this code runs from (`out`). */
export const built = join(root, relative(root, here).split(sep)[0] ?? "");
