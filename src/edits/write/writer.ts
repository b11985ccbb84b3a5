import type { ChangeSet } from "../changeSet";

/** Why a file of a change-set cannot be written, or was not. */
export interface Obstacle {
  readonly uri: string;
  readonly sentence: string;
  /** The file is not what the change was made for, so it may be proposed again. */
  readonly stale: boolean;
}

export type Outcome =
  /** `entry` is the journal's, by which it can be taken back; undefined where the journal could not keep it. */
  | { readonly kind: "written"; readonly entry: number | undefined }
  /** Nothing was written, unless an obstacle's sentence says what could not be put back. */
  | { readonly kind: "refused"; readonly obstacles: readonly Obstacle[] };

/** Writes change-sets: all files of one or none. */
export interface Writer {
  /** What stands in the way now; none if it may be written. All files are looked at. */
  check(set: ChangeSet): Promise<readonly Obstacle[]>;
  /** Checks, notes down what is about to happen, and writes. One change-set at a time; the next waits. */
  write(set: ChangeSet): Promise<Outcome>;
}
