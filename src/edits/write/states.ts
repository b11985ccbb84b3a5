import { type FileChange, hashOf, uriAfter } from "../changeSet";
import type { Files, Found } from "./port";

/** What became of one file of a change-set. `renamed`: it has its new name, and its old text. `unknown`: neither text is there. */
export type FileState = "written" | "renamed" | "untouched" | "unknown";

/** A file's change, by the hashes of its texts; undefined where there is no file. */
export interface Mark {
  readonly kind: FileChange["kind"];
  readonly uri: string;
  /** Where it is afterwards. */
  readonly to: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export function markOf(change: FileChange): Mark {
  return {
    kind: change.kind,
    uri: change.uri,
    to: uriAfter(change),
    before: change.kind === "create" ? undefined : change.before.hash,
    after: change.kind === "delete" ? undefined : hashOf(change.after),
  };
}

/** What became of it, as the files say themselves. */
export async function stateOf(mark: Mark, files: Pick<Files, "look">): Promise<FileState> {
  const found = await files.look(mark.uri);
  switch (mark.kind) {
    case "create":
      return found.kind === "nothing" ? "untouched" : hashes(found).includes(mark.after) ? "written" : "unknown";
    case "delete":
      return found.kind === "nothing" ? "written" : hashes(found).includes(mark.before) ? "untouched" : "unknown";
    case "edit":
      return editState(mark, found);
    case "rename": {
      const there = await files.look(mark.to);
      if (there.kind === "nothing") {
        return found.kind === "file" && found.snapshot.hash === mark.before ? "untouched" : "unknown";
      }
      return found.kind === "nothing" ? RENAMED[editState(mark, there)] : "unknown";
    }
  }
}

const RENAMED = { written: "written", untouched: "renamed", renamed: "renamed", unknown: "unknown" } as const;

function editState({ before, after }: Mark, found: Found): FileState {
  if (found.kind !== "file") {
    return "unknown";
  }
  if (found.snapshot.hash === after) {
    return "written";
  }
  const isBehind = before !== after && found.saved !== undefined && hashOf(found.saved) === after;
  return found.snapshot.hash === before && !isBehind ? "untouched" : "unknown";
}

function hashes(found: Found): (string | undefined)[] {
  return found.kind === "file"
    ? [found.snapshot.hash, ...(found.saved === undefined ? [] : [hashOf(found.saved)])]
    : [];
}
