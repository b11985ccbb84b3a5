import type { Snapshot } from "../snapshot";

/** A line of a file. */
export interface PieceLine {
  /** From 0; orders the lines of one file. */
  readonly at: number;
  readonly text: string;
}

/** Something that a source has found. */
export interface Piece {
  /** Within the workspace, with `/`. */
  readonly path: string;
  readonly lines: readonly PieceLine[];
  /** How likely it is that a name in it is about to be written, 0–1. */
  readonly weight: number;
  /** Makes sense only with all its lines: a diff, an error. Of others the best lines are taken. */
  readonly whole?: boolean;
}

/** What is looked for. */
export interface ContextQuery extends Pick<Snapshot, "document" | "path" | "languageId" | "prefix" | "suffix"> {
  /** Names around the cursor, by how near they stand, 0–1. */
  readonly near: ReadonlyMap<string, number>;
  /** All names in the prefix and the suffix. */
  readonly present: ReadonlySet<string>;
}

/** One kind of context. To add one, copy a neighbour in `sources/` and add a line to `sources/index.ts`. */
export interface ContextSource {
  readonly name: string;
  /** Off the key's path; whatever takes long yields now and then, and ends when `signal` is aborted. */
  collect(query: ContextQuery, signal: AbortSignal): Promise<readonly Piece[]> | readonly Piece[];
}
