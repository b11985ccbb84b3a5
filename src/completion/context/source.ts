import type { Source } from "../../mistral/request";
import type { Snapshot } from "../snapshot";
import type { Pauses } from "./pause";

/** Something that makes sense only with all its lines: a diff, an error. */
export interface Piece {
  /** Within the workspace, with `/`. */
  readonly path: string;
  readonly lines: readonly string[];
  /** What it is worth beside other pieces, 0–1. */
  readonly weight: number;
  /** Where it comes from, for whoever keeps account of it: a file's lines, or something else that has a name. */
  readonly source: Omit<Source, "characters">;
}

/**
 * What a source says of the names in the library, by their numbers: how much likelier each of them is to be written
 * now, as what is added to the logarithm of its odds. What sources say adds up.
 */
export type Clues = Float32Array;

export interface Findings {
  readonly clues?: Clues;
  readonly pieces?: readonly Piece[];
}

/** What is looked for. */
export interface ContextQuery extends Pick<Snapshot, "document" | "path" | "languageId" | "prefix" | "suffix"> {
  /** Names around the cursor, by how near they stand, 0–1. */
  readonly near: ReadonlyMap<string, number>;
  /** All names in the prefix and the suffix. */
  readonly present: ReadonlySet<string>;
}

/**
 * One kind of context. To add one, copy a neighbour in `sources/` and add a line to `sources/index.ts`.
 *
 * The weights in the sources are those of one logistic regression: is a name of the workspace, that does not stand
 * beside the cursor, among the names of a hidden hunk? Fitted to 520 hunks of 13 packages in TypeScript, JavaScript and
 * Python that the bench does not measure; two were set by hand afterwards (`BASE` in `likelihood.ts`, and definitions).
 */
export interface ContextSource {
  readonly name: string;
  /** Off the key's path; whatever takes long asks `pauses` now and then, and ends when they are over. */
  collect(query: ContextQuery, pauses: Pauses): Promise<Findings> | Findings;
}
