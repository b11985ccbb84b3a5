import { folderOf } from "../paths";
import type { ContextSource } from "../source";
import type { Workspace } from "../workspace";

const MOST_FILES = 12;
/** Hardly more than a chance to be looked at: by the bench, neighbours alone say little. */
const WEIGHT = 0.005;

/** What the files of the same folder declare. */
export function siblings(workspace: Workspace): ContextSource {
  return {
    name: "siblings",
    collect({ path }) {
      const near = workspace.inFolder(folderOf(path)).filter((other) => other !== path);
      return near.slice(0, MOST_FILES).flatMap((other) => {
        const lines = workspace.outline(other);
        return lines.length > 0 ? [{ path: other, lines, weight: WEIGHT }] : [];
      });
    },
  };
}
