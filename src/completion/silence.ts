/** After so many empty answers in a row the number of keys until the next request does not double any more. */
const MOST_DOUBLINGS = 6;
/** On a new line there is more to say than one key later. */
const KEYS_OF_A_LINE = 8;

/** An empty answer is an answer: a model that has nothing to add is asked again only after 2, 4, 8, … keys. */
export class Silence {
  private empties = 0;
  private keys = 0;

  /** Whether it is too early to ask again. */
  get lasts(): boolean {
    return this.empties > 0 && this.keys < 2 ** this.empties;
  }

  typed(isNewLine: boolean): void {
    this.keys += isNewLine ? KEYS_OF_A_LINE : 1;
  }

  answered(isEmpty: boolean): void {
    this.empties = isEmpty ? Math.min(this.empties + 1, MOST_DOUBLINGS) : 0;
    this.keys = 0;
  }

  /** The cursor is somewhere else. */
  end(): void {
    this.empties = 0;
  }
}
