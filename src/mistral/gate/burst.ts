const SECOND_MS = 1_000;
/** A guess that has not been needed for so long is given up, and tried again … */
const LASTS_MS = 60_000;
/** … later each time that it proves right, but not later than this. */
const LASTS_AT_MOST_MS = 16 * 60_000;

/** A request on its way, or one that was. */
export interface Mark {
  /** When it left. */
  readonly at: number;
}

/**
 * How much a key may ask within one second. No header tells of such a limit (Mistral's free tier has one): it is learnt
 * when a request is refused right behind others although the minute has room, and holds over all models. All moments are
 * by one clock, in milliseconds.
 */
export class Burst {
  private marks: readonly Mark[] = [];
  private limit: number | undefined;
  private until = Number.NEGATIVE_INFINITY;
  private lasts = LASTS_MS;
  private blockedUntil = Number.NEGATIVE_INFINITY;
  /** Until the server has counted a request, at most: the quickest answer's time. */
  private transit = SECOND_MS;

  take(mark: Mark): void {
    this.marks = [...this.marks.filter(({ at }) => at > mark.at - 3 * SECOND_MS), mark];
  }

  /** The head of its answer has come. */
  heard(mark: Mark, now: number): void {
    this.transit = Math.min(this.transit, now - mark.at);
  }

  /** It was refused, and so not counted. */
  drop(mark: Mark): void {
    this.marks = this.marks.filter((one) => one !== mark);
  }

  /** A request was refused though the minute had room for it. @returns whether that is explained by those before it */
  explains(mark: Mark, now: number): boolean {
    const before = this.marks.filter(({ at }) => at <= mark.at && at > mark.at - SECOND_MS - this.transit).length;
    if (before === 0) {
      return false;
    }
    // It was given up lately, and that was wrong.
    const wasRight = this.limit !== undefined && now >= this.until && now < this.until + this.lasts;
    this.lasts = wasRight ? Math.min(2 * this.lasts, LASTS_AT_MOST_MS) : this.lasts;
    this.limit = now < this.until ? Math.min(before, this.limit ?? before) : before;
    this.until = now + this.lasts;
    return true;
  }

  /** The server has said when to come again. */
  block(until: number): void {
    this.blockedUntil = Math.max(until, this.blockedUntil);
  }

  /** When one more may leave, which is `now` if it may already. */
  earliest(now: number): number {
    const last = this.limit === undefined || now >= this.until ? undefined : this.marks.at(-this.limit);
    return Math.max(now, this.blockedUntil, last ? last.at + this.transit + SECOND_MS : now);
  }
}
