import { type ChangeSet, uriAfter } from "../changeSet";
import { beginReview, hunksIn, rest, type ReviewedFile } from "./reviewedFile";

/** A change-set that a person looks at. */
export interface Review {
  /** The change-set's. */
  readonly id: string;
  readonly set: Omit<ChangeSet, "files">;
  readonly files: readonly ReviewedFile[];
}

/** Lines that come, and lines that go. */
export interface Counts {
  readonly added: number;
  readonly removed: number;
}

export function reviewOf({ files, ...set }: ChangeSet): Review {
  return { id: set.id, set, files: files.map(beginReview) };
}

export function withFile(review: Review, at: number, file: ReviewedFile): Review {
  return { ...review, files: review.files.map((each, place) => (place === at ? file : each)) };
}

/**
 * What is to be written if a file, or else all that is open, is accepted.
 * @param at the file's place
 */
export function restOf(review: Review, at?: number): ChangeSet {
  const files = review.files
    .filter((_file, place) => at === undefined || place === at)
    .flatMap((file) => rest(file) ?? []);
  return { ...review.set, files };
}

/** A file, or else all that is open, has been decided as a whole. */
export function decide(review: Review, decision: "accepted" | "discarded", at?: number): Review {
  const files = review.files.map((file, place) =>
    file.decision === "open" && (at === undefined || place === at) ? { ...file, decision } : file,
  );
  return { ...review, files };
}

export function isOver(review: Review): boolean {
  return review.files.every(({ decision }) => decision !== "open");
}

export function countsOf(file: ReviewedFile): Counts {
  return hunksIn(file).reduce(
    (sum, { before, after }) => ({ added: sum.added + after.count, removed: sum.removed + before.count }),
    { added: 0, removed: 0 },
  );
}

/** The places of the files in it that another review is about to change, too. */
export function sharedWith(review: Review, other: Review): number[] {
  const theirs = new Set(other.files.filter(({ decision }) => decision === "open").map(({ change }) => change.uri));
  return review.files.flatMap(({ change }, at) => (theirs.has(change.uri) || theirs.has(uriAfter(change)) ? [at] : []));
}
