/** How much was suggested: the rest of the line, of the statement, or a block. */
export type Kind = "line" | "statement" | "block";

/** Where a suggestion came from: one already shown, the cache, a stream under way, a request, or one sent ahead. */
export type Source = "typed" | "cached" | "stream" | "asked" | "ahead";

/** A suggestion that stood on the screen. */
export interface Shown {
  /** Unique over all windows. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly languageId: string;
  readonly kind: Kind;
  readonly source: Source;
  readonly characters: number;
  readonly lines: number;
}

/**
 * How it went: accepted to the end, or its first characters only; something else was typed; it was sent away or left.
 */
export type End = "whole" | "part" | "typedOver" | "dismissed";

/** How long after an acceptance it is looked whether the text is still there, in milliseconds. */
export const CHECKS_MS = [30_000, 120_000, 300_000] as const;

/** What became of a suggestion. */
export interface Outcome extends Shown {
  readonly end: End;
  /** Characters of it that were accepted. */
  readonly accepted: number;
  /**
   * For each of `CHECKS_MS`, the share (0–1) of the accepted characters that is still there; undefined while that is
   * not known, or will never be because the document was closed.
   */
  readonly remains: readonly (number | undefined)[];
}
