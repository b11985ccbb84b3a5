import { lineBefore, type Snapshot } from "./snapshot";

/** So many empty answers in a row are each held against the rest of a name only; behind more of them … */
const PATIENT = 3;
/** … 2, 4, 8, … names and signs are passed over, up to so many. */
const MOST_PASSED = 16;
const NAME = /[\p{L}\p{N}_$]$/u;

/**
 * An empty answer is an answer: a model that has nothing to add within a name is not asked again before the name is ended,
 * and one that goes on having nothing to add on a line is asked there less and less often.
 */
export class Silence {
  private empties = 0;
  /** Ends of names, and signs, since then. */
  private passed = 0;

  /** Whether it is too early to ask again. */
  get lasts(): boolean {
    const needed = this.empties > PATIENT ? Math.min(2 ** (this.empties - PATIENT), MOST_PASSED) : 1;
    return this.empties > 0 && this.passed < needed;
  }

  typed(snapshot: Snapshot): void {
    if (lineBefore(snapshot).trim() === "") {
      this.end();
    } else if (!NAME.test(snapshot.prefix)) {
      this.passed++;
    }
  }

  answered(isEmpty: boolean): void {
    this.empties = isEmpty ? this.empties + 1 : 0;
    this.passed = 0;
  }

  /** The cursor is on another line. */
  end(): void {
    this.empties = 0;
  }
}
