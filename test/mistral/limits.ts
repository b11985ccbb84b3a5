const requestsPerMinute = 1200;
const tokensPerMinute = 2_000_000;

/** The rate limit headers. They count, but they never refuse: moods do. */
export class Limits {
  #minute = 0;
  #requests = 0;
  #tokens = 0;

  /** Counts one request and says what the headers of its answer are. */
  count(tokens: number): Record<string, string> {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#requests = 0;
      this.#tokens = 0;
    }
    this.#requests += 1;
    this.#tokens += tokens;
    return {
      "x-ratelimit-limit-req-minute": String(requestsPerMinute),
      "x-ratelimit-remaining-req-minute": String(Math.max(0, requestsPerMinute - this.#requests)),
      "x-ratelimit-limit-tokens-minute": String(tokensPerMinute),
      "x-ratelimit-remaining-tokens-minute": String(Math.max(0, tokensPerMinute - this.#tokens)),
      "x-ratelimit-tokens-query-cost": String(tokens),
    };
  }
}
