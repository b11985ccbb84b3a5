import { applyEdits } from "../change";
import { type FileChange, hashOf, type Snapshot, textAfter, textBefore } from "../changeSet";
import { withLineEnds } from "../lineEnds";
import { type Hunk, hunksOf } from "../hunks";

/** One file of a change-set under review. */
export interface ReviewedFile {
  /** As it was proposed; a new file's address may have been changed since. */
  readonly change: FileChange;
  /** What the file has to hold for what is left to fit it: as it was, with the hunks that were accepted. */
  readonly base: string;
  /** What it held before each of them. */
  readonly formerBases: readonly string[];
  /** What it is to hold in the end: as it was proposed, with what the person changed, without the hunks they rejected. */
  readonly proposed: string;
  readonly decision: "open" | "accepted" | "discarded";
}

/** How a file stands to what was proposed for it. */
export type Standing = "fits" | "changed" | "gone" | "exists";

export function beginReview(change: FileChange): ReviewedFile {
  const base = textBefore(change) ?? "";
  return { change, base, formerBases: [], proposed: textAfter(change) ?? "", decision: "open" };
}

/** What may still be decided line by line. A file that comes or goes does so as a whole. */
export function hunksIn(file: ReviewedFile): Hunk[] {
  return file.decision === "open" ? hunksOf(file.base, file.proposed) : [];
}

export function isWhole({ change }: ReviewedFile): boolean {
  return change.kind === "create" || change.kind === "delete";
}

/** What is to be written if the rest of it is accepted; undefined if nothing is left. */
export function rest(file: ReviewedFile): FileChange | undefined {
  const { change, base, proposed } = file;
  if (file.decision !== "open") {
    return undefined;
  }
  switch (change.kind) {
    case "edit":
      return proposed === base ? undefined : { ...change, before: snapshotAt(change.before, base), after: proposed };
    case "rename":
      return { ...change, before: snapshotAt(change.before, base), after: proposed };
    case "delete":
      return { ...change, before: snapshotAt(change.before, base) };
    case "create":
      return { ...change, after: proposed };
  }
}

/** The writing of one hunk, and the file once it is written. */
export function acceptHunk(
  file: ReviewedFile,
  { accept }: Hunk,
): { readonly write: FileChange; readonly left: ReviewedFile } | undefined {
  const { change, base } = file;
  if (change.kind === "create" || change.kind === "delete") {
    return undefined;
  }
  const after = applyEdits(base, [accept]);
  return {
    write: { kind: "edit", uri: change.uri, before: snapshotAt(change.before, base), after },
    left: decided({ ...file, base: after, formerBases: [...file.formerBases, base] }, "accepted"),
  };
}

export function rejectHunk(file: ReviewedFile, { reject }: Hunk): ReviewedFile {
  const proposed = applyEdits(file.proposed, [reject]);
  return decided({ ...file, proposed }, file.formerBases.length > 0 ? "accepted" : "discarded");
}

/** The person has edited the proposed text. It keeps the file's line ends. */
export function withProposed(file: ReviewedFile, text: string): ReviewedFile {
  const { change } = file;
  return { ...file, proposed: change.kind === "create" ? text : withLineEnds(text, change.before.eol) };
}

/**
 * How the file stands to the proposal, and the review of it then: where a hunk that was accepted has been undone in the file, it
 * may be decided anew.
 * @param now what the file holds; undefined if there is none
 */
export function standingOf(file: ReviewedFile, now: string | undefined): [Standing, ReviewedFile] {
  if (file.change.kind === "create") {
    return [now === undefined ? "fits" : "exists", file];
  }
  if (now === undefined) {
    return ["gone", file];
  }
  if (now === file.base) {
    return ["fits", file];
  }
  const undone = file.formerBases.lastIndexOf(now);
  return undone === -1
    ? ["changed", file]
    : ["fits", { ...file, base: now, formerBases: file.formerBases.slice(0, undone) }];
}

/** Nothing is left to decide where both texts have become one, unless the file is to have another name. */
function decided(file: ReviewedFile, decision: "accepted" | "discarded"): ReviewedFile {
  return file.change.kind === "edit" && file.base === file.proposed ? { ...file, decision } : file;
}

/** The document has moved on by our own hand, so its version is another one. */
function snapshotAt(before: Snapshot, text: string): Snapshot {
  return text === before.text ? before : { ...before, text, hash: hashOf(text), version: undefined };
}
