/** The API counts by the minute. */
export const WINDOW_MS = 60_000;
/** A server whose limit is known from refusals alone is tried with more of it, by this factor, after each minute … */
const GROWTH = 1.25;
/** … and refusals teach a limit by the minute only if so many requests had gone through: fewer were refused for another reason. */
const TELLING = 10;

/** What one request takes of the allowance. */
export interface Share {
  amount: number;
  /** When the server counted it, at the latest; undefined while it has not answered. */
  settledAt?: number;
}

/**
 * An allowance by the minute, as far as the server has shown it: requests, or tokens. Of a server that says nothing
 * nothing is assumed. What others use with the same key (another window, a colleague) counts too.
 * All moments are by one clock, in milliseconds.
 */
export class Rate {
  private limit: number | undefined;
  /** When the limit was guessed from a refusal; undefined if the server named it. */
  private guessedAt: number | undefined;
  private shares: Share[] = [];
  /** When the first of them is a minute old. */
  private nextExpiry = Number.NEGATIVE_INFINITY;
  private foreign = { amount: 0, at: Number.NEGATIVE_INFINITY };

  take(amount: number): Share {
    const share = { amount };
    this.shares.push(share);
    return share;
  }

  /** The server has counted it. Counting from the answer's head on errs on the late side, never on the early one. */
  settle(share: Share, now: number, amount = share.amount): void {
    share.settledAt = now;
    share.amount = amount;
  }

  /** It was not counted: it was refused, or has not reached the server. */
  drop(share: Share): void {
    this.shares = this.shares.filter((one) => one !== share);
  }

  /** What the head of an answer said. */
  report(limit: number, remaining: number, now: number): void {
    this.limit = limit;
    this.guessedAt = undefined;
    this.forget(now);
    const own = sumOf(this.shares);
    const taken = Math.max(0, limit - remaining);
    if (own - taken > this.slack()) {
      // The server's minute has begun anew; what it counted before is over.
      this.shares = newest(this.shares, taken);
      this.foreign = { amount: 0, at: now };
    } else {
      this.foreign = { amount: Math.max(0, taken - own), at: now };
    }
  }

  /** The server said “too many”, without a number. */
  refused(now: number): void {
    const own = this.used(now);
    if ((this.limit === undefined || this.guessedAt !== undefined) && own >= TELLING) {
      this.limit = own;
      this.guessedAt = now;
    }
  }

  /** What has been counted in the last minute, as far as the server has answered. */
  used(now: number): number {
    this.forget(now);
    return sumOf(this.shares.filter(({ settledAt }) => settledAt !== undefined));
  }

  /** How large a part of a minute's allowance that is, 0 to 1; 0 where no limit is known. */
  part(amount: number): number {
    return this.limit === undefined ? 0 : Math.min(1, amount / this.limit);
  }

  /**
   * When so much may be taken: `now`, a later moment, or `Infinity` if only answers that are still out can tell.
   * @param reserve the part of the allowance that is left to more urgent work, 0 to 1
   */
  earliest(amount: number, reserve: number, now: number): number {
    this.forget(now);
    this.grow(now);
    if (this.limit === undefined) {
      return now;
    }
    const allowance = Math.max(1, Math.floor(this.limit * (1 - reserve)));
    // What is larger than a whole minute's allowance goes when nothing else has gone.
    const room = allowance - Math.min(amount, allowance);
    let used = sumOf(this.shares) + this.foreign.amount;
    if (used <= room) {
      return now;
    }
    for (const { amount: freed, until } of this.expiries()) {
      used -= freed;
      if (used <= room) {
        return until;
      }
    }
    return Number.POSITIVE_INFINITY;
  }

  private expiries(): { amount: number; until: number }[] {
    const others = { amount: this.foreign.amount, until: this.foreign.at + WINDOW_MS };
    const own = this.shares.flatMap(({ amount, settledAt }) =>
      settledAt === undefined ? [] : [{ amount, until: settledAt + WINDOW_MS }],
    );
    return [...own, others].sort((a, b) => a.until - b.until);
  }

  private forget(now: number): void {
    const since = now - WINDOW_MS;
    if (now >= this.nextExpiry) {
      this.shares = this.shares.filter(({ settledAt }) => settledAt === undefined || settledAt > since);
      const settled = this.shares.flatMap(({ settledAt }) => settledAt ?? []);
      this.nextExpiry = settled.length > 0 ? Math.min(...settled) + WINDOW_MS : Number.NEGATIVE_INFINITY;
    }
    if (this.foreign.at <= since) {
      this.foreign = { amount: 0, at: since };
    }
  }

  private grow(now: number): void {
    if (this.limit !== undefined && this.guessedAt !== undefined && now - this.guessedAt >= WINDOW_MS) {
      this.limit = Math.ceil(this.limit * GROWTH);
      this.guessedAt = now;
    }
  }

  /** Answers overtake each other, so a difference of what is under way at once means nothing. */
  private slack(): number {
    const open = sumOf(this.shares.filter(({ settledAt }) => settledAt === undefined));
    return open + 8 * Math.max(0, ...this.shares.map(({ amount }) => amount));
  }
}

function sumOf(shares: readonly Share[]): number {
  return shares.reduce((sum, { amount }) => sum + amount, 0);
}

/** The shares that are out, and of the others the latest that make up `amount`. */
function newest(shares: readonly Share[], amount: number): Share[] {
  let left = amount;
  const kept = new Set<Share>();
  for (const share of shares.toReversed()) {
    if (share.settledAt === undefined || left > 0) {
      kept.add(share);
      left -= share.amount;
    }
  }
  return shares.filter((share) => kept.has(share));
}
