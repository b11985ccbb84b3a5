import { commented } from "../comments";
import { identifiersIn } from "../identifiers";
import type { Edit } from "../port";
import type { ContextQuery, ContextSource, Piece } from "../source";
import type { KnownFiles } from "../knownFiles";

const MOST = 4;
const MOST_LINES = 10;
/** How near the cursor a name must stand, 0–1. */
const NEAR = 0.5;
const LATEST = 0.2;
/** By how much an edit counts less than the one after it. */
const FADING = 0.7;

/** What was changed last, as small diffs in comments: in this file, or elsewhere with names that stand around the cursor. */
export function recentEdits({ port }: KnownFiles): ContextSource {
  return {
    name: "recentEdits",
    collect(query) {
      const pieces = port
        .edits()
        .filter((edit) => concerns(edit, query))
        .map((edit) => unseen(edit, query))
        .filter(({ before, after }) => before.length + after.length > 0)
        .slice(-MOST)
        .toReversed()
        .map((edit, age) => pieceOf(edit, LATEST * FADING ** age));
      return { pieces };
    },
  };
}

function concerns({ path, before, after }: Edit, query: ContextQuery): boolean {
  const names = identifiersIn([...before, ...after].join("\n"));
  return path === query.path || names.some((name) => (query.near.get(name) ?? 0) >= NEAR);
}

/** The edit without what stands beside the cursor anyway. */
function unseen(edit: Edit, { prefix, suffix }: ContextQuery): Edit {
  const beside = new Set(`${prefix}\n${suffix}`.split("\n").map((line) => line.trim()));
  const keeps = (line: string) => line.trim() !== "" && !beside.has(line.trim());
  return { ...edit, before: edit.before.filter(keeps), after: edit.after.filter(keeps) };
}

function pieceOf({ path, line, before, after }: Edit, weight: number): Piece {
  const lines = [...before.map((text) => `- ${text}`), ...after.map((text) => `+ ${text}`)]
    .slice(0, MOST_LINES)
    .map((text) => commented(text, path));
  const last = Math.max(line + 1, line + after.length);
  return { path, lines, weight, source: { path, lines: { first: line + 1, last } } };
}
