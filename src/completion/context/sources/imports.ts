import type { ContextSource } from "../source";
import type { Workspace } from "../workspace";

/** How likely a name of an imported file is to be written next: where the import is used near the cursor, and else. */
const USED_HERE = 0.08;
const USED_ELSEWHERE = 0.03;

/** What the imported files of the workspace declare: signatures, without what stands in them. */
export function imports(workspace: Workspace): ContextSource {
  return {
    name: "imports",
    collect({ path, near }) {
      return workspace.importsOf(path).flatMap(({ path: target, names }) => {
        const lines = target === path ? [] : workspace.outline(target);
        const weight = names.some((name) => near.has(name)) ? USED_HERE : USED_ELSEWHERE;
        return lines.length > 0 ? [{ path: target, lines, weight }] : [];
      });
    },
  };
}
