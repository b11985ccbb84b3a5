/** What a server has counted: how much a minute's allowance is, and what is left of it. */
export interface Count {
  readonly limit: number;
  readonly remaining: number;
}

/** What the head of an answer says of limits; what it does not say is undefined. */
export interface Report {
  readonly requests: Count | undefined;
  readonly tokens: Count | undefined;
  /** Tokens that this request was counted as. */
  readonly cost: number | undefined;
}

export function reportIn(headers: Headers): Report {
  return {
    requests: countIn(headers, "req"),
    tokens: countIn(headers, "tokens"),
    cost: numberIn(headers, "x-ratelimit-tokens-query-cost"),
  };
}

function countIn(headers: Headers, unit: string): Count | undefined {
  const limit = numberIn(headers, `x-ratelimit-limit-${unit}-minute`);
  const remaining = numberIn(headers, `x-ratelimit-remaining-${unit}-minute`);
  return limit !== undefined && limit > 0 && remaining !== undefined ? { limit, remaining } : undefined;
}

function numberIn(headers: Headers, name: string): number | undefined {
  const value = headers.get(name)?.trim();
  const number = value ? Number(value) : Number.NaN;
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}
