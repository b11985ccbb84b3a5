import { Meter, type WindowKind } from "./limits/meter";
import { type Answer, refusals } from "./refusals";

/**
 * What one key may do. Each key has limits of its own. A request beyond them gets the API's 429, is not counted, and is
 * recorded with the moment that was announced to it (`RecordedRequest.comeBackAt`).
 */
export interface LimitOptions {
  /** 100,000 if nothing is said, which no test comes near. */
  readonly requestsPerMinute?: number;
  /** Of prompts; 1,000,000,000 if nothing is said. */
  readonly tokensPerMinute?: number;
  /** Besides the minute's; Mistral's free tier has 1. No header tells of it. */
  readonly requestsPerSecond?: number;
  /** `fixed` (the default) begins anew at each full minute of the clock, `sliding` looks back from each request. */
  readonly window?: WindowKind;
  /**
   * How a 429 says when to come again: in whole seconds (the default), as an HTTP date, or not at all. It never says too
   * little: both are rounded up.
   */
  readonly retryAfter?: "seconds" | "date" | "none";
  /** The `x-ratelimit-*` headers; on if nothing is said. */
  readonly headers?: boolean;
  /** Milliseconds; a virtual clock's time lets a test wait for minutes that do not pass. Dates follow the real clock. */
  readonly now?: () => number;
  /** How long a minute takes, for a test in real time that shall see one end. */
  readonly minuteMs?: number;
}

/** What a request is told about its key's limits. */
export interface Verdict {
  readonly headers: Record<string, string>;
  /** When the answer said that the key has to wait: until then, by the limits' clock. */
  readonly comeBackAt: number | undefined;
  readonly refusal: Answer | undefined;
}

interface Meters {
  readonly requests: Meter;
  readonly tokens: Meter;
  readonly burst: Meter | undefined;
}

/** So long a client may take to hear of a date before it is in the past, in milliseconds. */
const DATE_SLACK = 100;

/** The rate limits of all keys of a server. */
export class Limits {
  readonly #options: LimitOptions;
  readonly #keys = new Map<string, Meters>();
  readonly #requestsPerMinute: number;
  readonly #tokensPerMinute: number;

  constructor(options: LimitOptions = {}) {
    this.#options = options;
    this.#requestsPerMinute = options.requestsPerMinute ?? 100_000;
    this.#tokensPerMinute = options.tokensPerMinute ?? 1_000_000_000;
  }

  /** Counts a request, or refuses it. */
  take(key: string, tokens: number): Verdict {
    const now = this.#now();
    const meters = this.#metersOf(key);
    const { requests, tokens: spent, burst } = meters;
    const fits = Math.max(requests.fitsAt(1, now), spent.fitsAt(tokens, now), burst?.fitsAt(1, now) ?? now);
    if (fits > now) return this.#refuse(meters, tokens, now, fits);
    requests.spend(1, now);
    spent.spend(tokens, now);
    burst?.spend(1, now);
    const next = Math.max(requests.fitsAt(1, now), spent.fitsAt(1, now));
    const told = next > now && this.#options.headers !== false;
    return { headers: this.#headers(meters, tokens, now), comeBackAt: told ? next : undefined, refusal: undefined };
  }

  /**
   * When a client that hears this `Retry-After` now may come again, by the limits' clock; undefined if it says nothing.
   * A date has whole seconds only, and up to one of them is not held against the client.
   */
  comeBackAt(retryAfter: string): number | undefined {
    const seconds = Number(retryAfter);
    const wait = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() - 1_000 : seconds * 1_000;
    return Number.isNaN(wait) ? undefined : this.#now() + Math.max(0, wait);
  }

  #refuse(meters: Meters, tokens: number, now: number, fits: number): Verdict {
    const { retryAfter = "seconds", headers } = this.#options;
    const counted = this.#headers(meters, tokens, now);
    const refusal = refusals.rateLimited();
    if (retryAfter === "none") {
      const emptied = meters.requests.left(now) === 0 || meters.tokens.left(now) === 0;
      return { headers: counted, comeBackAt: headers !== false && emptied ? fits : undefined, refusal };
    }
    const seconds = Math.ceil((fits - now) / 1_000);
    const announced = retryAfter === "seconds" ? String(seconds) : dateOf(Date.now() + fits - now);
    const comeBackAt = retryAfter === "seconds" ? now + seconds * 1_000 : fits;
    return { headers: { ...counted, "retry-after": announced }, comeBackAt, refusal };
  }

  #headers({ requests, tokens: spent }: Meters, tokens: number, now: number): Record<string, string> {
    if (this.#options.headers === false) return {};
    return {
      "x-ratelimit-limit-req-minute": String(this.#requestsPerMinute),
      "x-ratelimit-remaining-req-minute": String(requests.left(now)),
      "x-ratelimit-limit-tokens-minute": String(this.#tokensPerMinute),
      "x-ratelimit-remaining-tokens-minute": String(spent.left(now)),
      "x-ratelimit-tokens-query-cost": String(tokens),
    };
  }

  #metersOf(key: string): Meters {
    const known = this.#keys.get(key);
    if (known !== undefined) return known;
    const { window = "fixed", minuteMs = 60_000, requestsPerSecond } = this.#options;
    const minute = { period: minuteMs, window };
    const meters = {
      requests: new Meter({ ...minute, limit: this.#requestsPerMinute }),
      tokens: new Meter({ ...minute, limit: this.#tokensPerMinute }),
      burst:
        requestsPerSecond === undefined
          ? undefined
          : new Meter({ limit: requestsPerSecond, period: minuteMs / 60, window }),
    };
    this.#keys.set(key, meters);
    return meters;
  }

  /** In whole milliseconds, so that nobody is refused for a fraction that got lost in an addition. */
  #now(): number {
    return Math.round((this.#options.now ?? Date.now)());
  }
}

const dateOf = (time: number): string => new Date(Math.ceil((time + DATE_SLACK) / 1_000) * 1_000).toUTCString();
