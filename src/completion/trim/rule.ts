import type { Snapshot, Suggestion } from "../snapshot";

/** What is known of a finished answer besides its text. */
export interface AnswerFacts {
  /** The model was cut at its token limit, so the last word may be half a word. */
  readonly cut: boolean;
}

/** Takes away what should not be suggested. One file each, listed in `trim/index.ts`. */
export interface TrimRule {
  /** @returns the suggestion, changed or not; undefined if nothing of it is of use */
  trim(suggestion: Suggestion, snapshot: Snapshot, facts: AnswerFacts): Suggestion | undefined;
}
