import type { Snapshot } from "../snapshot";

/** What syntax says of the cursor's place. */
export interface Place {
  readonly kind:
    | "emptyBlock" // on a line of a block that has nothing in it yet, or behind a case
    | "signature" // behind what opens a block on the cursor's line
    | "comment" // at the end of, or right below, a comment on a line of its own that describes what is to come
    | "remark" // inside of any other comment
    | "string"
    | "expression" // somewhere in a statement that was begun
    | "statement"; // on an empty line among others
}

/** What a language's grammar knows. Answers at once, from what is loaded. */
export interface Syntax {
  /** @returns undefined where there is no grammar, or none yet: indentation answers then */
  placeAt(snapshot: Snapshot): Place | undefined;
  /**
   * @param text all that has arrived
   * @param complete nothing more will come
   * @returns the length of the statement that `text` begins or goes on with, once it is certain; undefined before, and
   * where there is no grammar
   */
  endOf(text: string, snapshot: Snapshot, complete: boolean): number | undefined;
}
