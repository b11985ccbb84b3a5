import type { Snapshot } from "./snapshot";

/** So many empty answers in a row on a line are each held against the rest of a name only; behind more of them … */
const PATIENT = 12;
/** … 2, 4, 8, … ends of names and signs are passed over, up to so many. */
const MOST_PASSED = 16;
const NOT_OF_A_NAME = /[^\p{L}\p{N}_$]/gu;

/**
 * An empty answer is an answer: a model that had nothing to add within a name is not asked again before the name is ended,
 * and one that goes on having nothing to add on a line is asked there less and less often.
 */
export class Silence {
  private empties = 0;
  /** What the latest empty answer was for. */
  private place: Snapshot | undefined;

  /** Whether it is too early to ask again. */
  lastsAt(snapshot: Snapshot): boolean {
    const typed = this.typedSince(snapshot);
    const needed = this.empties > PATIENT ? Math.min(2 ** (this.empties - PATIENT), MOST_PASSED) : 1;
    return typed !== undefined && (typed.match(NOT_OF_A_NAME)?.length ?? 0) < needed;
  }

  answered(place: Snapshot, isEmpty: boolean): void {
    if (isEmpty) {
      this.empties = this.typedSince(place) === undefined ? 1 : this.empties + 1;
      this.place = place;
    } else {
      this.place = undefined;
    }
  }

  /** On the line where nothing was said last, and behind that place; undefined elsewhere. */
  private typedSince({ document, prefix }: Snapshot): string | undefined {
    if (this.place?.document !== document || !prefix.startsWith(this.place.prefix)) {
      return undefined;
    }
    const typed = prefix.slice(this.place.prefix.length);
    return typed.includes("\n") ? undefined : typed;
  }
}
