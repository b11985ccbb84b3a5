import { Pauses } from "../pause";
import type { ContextSource, Piece } from "../source";
import type { Workspace } from "../workspace";

/** What others want of this file and it lacks is most likely what is being written. */
const WANTED = 0.7;
const USED = 0.05;
const MOST_FILES = 8;
const MOST_LINES = 12;
const MOST_WANTING = 3;

/** How the files that import this one use it. */
export function importers(workspace: Workspace): ContextSource {
  return {
    name: "importers",
    async collect({ path, present }, signal) {
      const pauses = new Pauses();
      const { library } = workspace;
      const pieces: Piece[] = [];
      for (const { path: user, names } of workspace.importersOf(path).slice(0, MOST_FILES)) {
        if (!(await pauses.due(signal))) return [];
        const lacking = names.filter((name) => !present.has(name) && !library.holds(path, name));
        const wanting = library.linesWith(user, lacking).slice(0, MOST_WANTING);
        pieces.push(...wanting.map((line) => ({ path: user, lines: [line], weight: WANTED })), {
          path: user,
          lines: library.linesWith(user, names).slice(0, MOST_LINES),
          weight: USED,
        });
      }
      return pieces;
    },
  };
}
