import type { NamedBy } from "../../workspace/classify";
import { type ChangeSet, type FileChange, hashOf, namedBy, uriAfter } from "../changeSet";
import { withLineEnds } from "../lineEnds";
import type { Files, FoundFile } from "./port";
import type { Obstacle } from "./writer";

/** What is about to happen to a file that was looked at. */
export interface Planned {
  /** Its `after` has the file's line ends; the text of a file that goes is the one on disk, to the byte. */
  readonly change: FileChange;
  /** Undefined for a file that is to be created. */
  readonly found: FoundFile | undefined;
  readonly namedBy: NamedBy;
}

export interface Examined {
  readonly obstacles: readonly Obstacle[];
  /** Without files that stay as they are. */
  readonly planned: readonly Planned[];
}

/** Looks at all files of a change-set: what stands in the way, and what there is to do. */
export async function examine(set: ChangeSet, files: Files): Promise<Examined> {
  const obstacles: Obstacle[] = [];
  const planned: Planned[] = [];
  const seen = new Set<string>();
  for (const change of set.files) {
    const twice = addressesOf(change).find((uri) => seen.has(uri));
    addressesOf(change).forEach((uri) => seen.add(uri));
    const result =
      twice === undefined
        ? await examineOne(change, namedBy(set, change), files)
        : refusal(twice, files, "stands twice in this change", false);
    if ("sentence" in result) {
      obstacles.push(result);
    } else if (!isNothing(result.change)) {
      planned.push(result);
    }
  }
  return { obstacles, planned };
}

async function examineOne(change: FileChange, by: NamedBy, files: Files): Promise<Planned | Obstacle> {
  for (const uri of addressesOf(change)) {
    const sentence = files.refusedWrite(uri, by);
    if (sentence !== undefined) {
      return { uri, sentence, stale: false };
    }
  }
  const { uri } = change;
  if (change.kind === "create") {
    const isFree = (await files.look(uri)).kind === "nothing";
    return isFree ? { change, found: undefined, namedBy: by } : refusal(uri, files, "exists by now", true);
  }
  const found = await files.look(uri);
  if (found.kind !== "file") {
    return refusal(uri, files, "can no longer be opened", false);
  }
  if (found.snapshot.hash !== change.before.hash || isBehindItsFile(found)) {
    return refusal(uri, files, "has changed since the edit was proposed", true);
  }
  const wrong = found.hindrance ?? hindranceTo(change, found);
  if (wrong !== undefined) {
    return refusal(uri, files, wrong, false);
  }
  if (change.kind === "rename" && (await files.look(change.to)).kind !== "nothing") {
    return refusal(change.to, files, "exists by now", true);
  }
  return { change: asOf(change, found), found, namedBy: by };
}

function hindranceTo({ kind }: FileChange, { snapshot, saved }: FoundFile): string | undefined {
  if (kind === "edit") {
    return undefined;
  }
  if (saved === undefined) {
    return `is no file that could be ${DONE[kind]}`;
  }
  // A deleted file's unsaved text would be lost, and a moved one's is hard to bring back.
  return snapshot.isDirty ? `has unsaved changes and cannot be ${DONE[kind]}; save or revert it first` : undefined;
}

const DONE = { create: "created", rename: "renamed", delete: "deleted" } as const;

/** Another program has written the file, and the editor has not noticed yet. */
function isBehindItsFile({ snapshot, saved }: FoundFile): boolean {
  return !snapshot.isDirty && saved !== undefined && withLineEnds(saved, snapshot.eol) !== snapshot.text;
}

function asOf(change: Exclude<FileChange, { kind: "create" }>, { snapshot, saved }: FoundFile): FileChange {
  if (change.kind === "delete") {
    const text = saved ?? snapshot.text;
    return { ...change, before: { ...snapshot, text, hash: hashOf(text) } };
  }
  return { ...change, before: snapshot, after: withLineEnds(change.after, snapshot.eol) };
}

function isNothing(change: FileChange): boolean {
  return change.kind === "edit" && change.before.text === change.after;
}

function addressesOf(change: FileChange): string[] {
  return change.kind === "rename" ? [change.uri, uriAfter(change)] : [change.uri];
}

function refusal(uri: string, files: Files, what: string, stale: boolean): Obstacle {
  return { uri, sentence: `${files.nameOf(uri)} ${what}; nothing was written.`, stale };
}
