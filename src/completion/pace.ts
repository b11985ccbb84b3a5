import type { Clock } from "../mistral/clock";
import { type Extent, extentAt } from "./extent";
import type { Taste } from "./learning/habits";
import type { ServerSpeed } from "./learning/latency";
import type { Rhythm } from "./learning/typingRhythm";
import { lineBefore, type Snapshot } from "./snapshot";
import type { Syntax } from "./syntax";

/** What has been learnt of this person and this server. */
export interface Learnt {
  readonly taste: Taste;
  readonly rhythm: Rhythm;
  readonly speed: ServerSpeed;
}

/** In the middle of a line two requests never wait longer for each other than this. */
const LONGEST_WAIT_MS = 200;
/** So many requests are sent in the time that the server takes for one, while each is contradicted by the next key. */
const OVERLAP = 3;
/** Below this rate of acceptance an answer that has not come yet is likely enough to be wrong that one more is asked for. */
const SURE = 0.6;
const MOST_AT_ONCE = 2;
/** From this rate of acceptance on, asking ahead is worth it. */
const LIKELY = 0.5;
/** What is longer than a line is judged as a whole: it is shown where it is accepted at least so often, to a line's once. */
const TO_LINE = 0.75;
/** Whoever has just accepted so many, one right after the other, is shown whole blocks all the same. */
const IN_A_ROW = 2;
/**
 * Suggestions that are taken along behind the one that was asked for: most where it is open whether they are accepted;
 * where they will be, what comes then is asked for in time anyway.
 */
const AHEAD = { seldom: 1, often: 4, mostly: 1 };
const SELDOM = 0.15;
/** A line of code seldom has more. */
const TOKENS_A_LINE = 14;
const MOST_TOKENS = 512;

/** When to ask and how much to show, by what has been learnt of this person. */
export class Pace {
  private lastAsked = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: Clock,
    private readonly learnt: Learnt,
  ) {}

  /** How long to wait before asking, in milliseconds: not at all at the start of a line or after a while without a request. */
  waitAt(snapshot: Snapshot): number {
    if (snapshot.explicit || lineBefore(snapshot).trim() === "") {
      return 0;
    }
    const { taste, rhythm, speed } = this.learnt;
    const patience = Math.max(rhythm.gap(0.25), Math.min(LONGEST_WAIT_MS, speed.firstToken(0.5) / OVERLAP));
    const spacing = patience * (1 - taste.acceptanceRate(snapshot.languageId));
    return Math.max(0, this.lastAsked + spacing - this.clock.now());
  }

  asked(): void {
    this.lastAsked = this.clock.now();
  }

  /** So many requests may be under way for one place: a second one knows what has been typed since the first. */
  atOnce({ languageId }: Snapshot): number {
    return this.learnt.taste.acceptanceRate(languageId) < SURE ? MOST_AT_ONCE : 1;
  }

  /** How much is shown at once at a place. Where a block begins, the block is. */
  extentAt(place: Snapshot, syntax?: Syntax): Extent {
    const extent = extentAt(place, syntax);
    const beginsBlock = extent === "block" && syntax?.placeAt(place) !== undefined;
    if (extent === "line" || beginsBlock || place.explicit || this.learnt.taste.streak >= IN_A_ROW) {
      return extent;
    }
    const rate = (kind: Extent) => this.learnt.taste.acceptanceRate(place.languageId, kind);
    return rate(extent) >= rate("line") * TO_LINE ? extent : "line";
  }

  /** How long an answer may be: room for the blocks that this person accepts, and for what is taken along behind them. */
  maxTokens({ languageId }: Snapshot): number {
    return Math.min(MOST_TOKENS, TOKENS_A_LINE * (this.learnt.taste.lengthOf(languageId) + AHEAD.often));
  }

  /** How many suggestions are taken along behind the one that was asked for. */
  ahead({ languageId }: Snapshot): number {
    const rate = this.learnt.taste.acceptanceRate(languageId);
    return rate < SELDOM ? AHEAD.seldom : rate < SURE ? AHEAD.often : AHEAD.mostly;
  }

  /** Whether a request for what comes after the shown suggestion is worth its tokens. */
  expectsAcceptance({ languageId }: Snapshot): boolean {
    return this.learnt.taste.acceptanceRate(languageId) >= LIKELY;
  }
}
