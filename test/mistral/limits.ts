import { Meter, type WindowKind } from "./limits/meter";
import { type Answer, refusals } from "./refusals";

/** What may be asked in a minute. */
export interface MinuteLimit {
  /** 100,000 if nothing is said, which no test comes near. */
  readonly requestsPerMinute?: number;
  /** Of prompts; 1,000,000,000 if nothing is said. */
  readonly tokensPerMinute?: number;
}

/**
 * What one organisation may do. A request beyond it gets the API's 429, is not counted, and is recorded with the moment
 * that was announced to it (`RecordedRequest.comeBackAt`).
 */
export interface LimitOptions extends MinuteLimit {
  /**
   * What the minute's limits hold for: all that a key asks for together, as with gateways (the default), or each model on
   * its own, as on Mistral's API.
   */
  readonly scope?: "key" | "model";
  /** Models, by id or alias, with limits other than the rest; in the scope `model` only. */
  readonly models?: Readonly<Record<string, MinuteLimit>>;
  /** Keys that share all limits, as those of one organisation do; a key that is in no group stands for itself. */
  readonly organisations?: readonly (readonly string[])[];
  /** Besides the minute's and over all models; Mistral's free tier has 1. No header tells of it. */
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

/** Who asks what of which model. */
export interface Spending {
  readonly key: string;
  /** The model's id and aliases, in any order. */
  readonly model: readonly string[];
  /** Of the prompt. */
  readonly tokens: number;
}

interface Meters {
  readonly limit: Required<MinuteLimit>;
  readonly requests: Meter;
  readonly tokens: Meter;
  readonly burst: Meter | undefined;
}

/** So long a client may take to hear of a date before it is in the past, in milliseconds. */
const DATE_SLACK = 100;

/** The rate limits of all keys of a server. */
export class Limits {
  readonly #options: LimitOptions;
  readonly #minutes = new Map<string, Omit<Meters, "burst">>();
  readonly #bursts = new Map<string, Meter>();

  constructor(options: LimitOptions = {}) {
    this.#options = options;
  }

  /** Counts a request, or refuses it. */
  take({ key, model, tokens }: Spending): Verdict {
    const now = this.#now();
    const meters = this.#metersOf(key, model);
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

  #headers({ limit, requests, tokens: spent }: Meters, tokens: number, now: number): Record<string, string> {
    if (this.#options.headers === false) return {};
    return {
      "x-ratelimit-limit-req-minute": String(limit.requestsPerMinute),
      "x-ratelimit-remaining-req-minute": String(requests.left(now)),
      "x-ratelimit-limit-tokens-minute": String(limit.tokensPerMinute),
      "x-ratelimit-remaining-tokens-minute": String(spent.left(now)),
      "x-ratelimit-tokens-query-cost": String(tokens),
    };
  }

  #metersOf(key: string, model: readonly string[]): Meters {
    const { scope = "key", organisations = [] } = this.#options;
    const owner = organisations.find((keys) => keys.includes(key))?.[0] ?? key;
    const perModel = scope === "model";
    const minute = known(this.#minutes, JSON.stringify([owner, perModel ? model.toSorted()[0] : ""]), () =>
      this.#newMinute(perModel ? model : []),
    );
    return { ...minute, burst: this.#burstOf(owner) };
  }

  #newMinute(model: readonly string[]): Omit<Meters, "burst"> {
    const { window = "fixed", minuteMs: period = 60_000, models = {} } = this.#options;
    const own = Object.entries(models).find(([name]) => model.includes(name))?.[1];
    const { requestsPerMinute = 100_000, tokensPerMinute = 1_000_000_000 } = { ...this.#options, ...own };
    return {
      limit: { requestsPerMinute, tokensPerMinute },
      requests: new Meter({ period, window, limit: requestsPerMinute }),
      tokens: new Meter({ period, window, limit: tokensPerMinute }),
    };
  }

  #burstOf(owner: string): Meter | undefined {
    const { window = "fixed", minuteMs = 60_000, requestsPerSecond: limit } = this.#options;
    if (limit === undefined) return undefined;
    return known(this.#bursts, owner, () => new Meter({ limit, period: minuteMs / 60, window }));
  }

  /** In whole milliseconds, so that nobody is refused for a fraction that got lost in an addition. */
  #now(): number {
    return Math.round((this.#options.now ?? Date.now)());
  }
}

function known<Value>(map: Map<string, Value>, name: string, make: () => Value): Value {
  const value = map.get(name) ?? make();
  map.set(name, value);
  return value;
}

const dateOf = (time: number): string => new Date(Math.ceil((time + DATE_SLACK) / 1_000) * 1_000).toUTCString();
