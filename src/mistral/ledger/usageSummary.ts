import type { Purpose } from "../purpose";
import type { UsageSum, UsageTally } from "./usageLedger";

/** Sums of one thing: a day, a model, a key. */
export interface UsagePart {
  readonly name: string;
  readonly sum: UsageSum;
  /** The same by purpose; those without a request are missing. */
  readonly purposes: ReadonlyMap<Purpose, UsageSum>;
}

export interface UsageSummary {
  readonly total: UsagePart;
  /** Every day of the period, also those without any, the last day last. */
  readonly days: readonly UsagePart[];
  /** What cost most first, then what took most tokens. */
  readonly models: readonly UsagePart[];
  /** By key and its server: `name, server`. */
  readonly keys: readonly UsagePart[];
}

export const NO_REQUESTS: UsageSum = {
  requests: 0,
  prompt: 0,
  cached: 0,
  completion: 0,
  pages: 0,
  audioSeconds: 0,
  characters: 0,
  estimated: 0,
  cost: 0,
  unpriced: 0,
};

/** What a period of days comes to. @param days the period's, in order */
export function summaryOf(tallies: readonly UsageTally[], days: readonly string[]): UsageSummary {
  const within = tallies.filter(({ day }) => days.includes(day));
  const byDay = Map.groupBy(within, ({ day }) => day);
  return {
    total: part("", within),
    days: days.map((day) => part(day, byDay.get(day) ?? [])),
    models: parts(
      within.filter(({ model }) => model !== ""),
      ({ model }) => model,
    ),
    keys: parts(within, ({ keyName, server }) => `${keyName}, ${server}`),
  };
}

function parts(tallies: readonly UsageTally[], nameOf: (tally: UsageTally) => string): UsagePart[] {
  const tokens = ({ sum }: UsagePart) => sum.prompt + sum.completion;
  return [...Map.groupBy(tallies, nameOf)]
    .map(([name, some]) => part(name, some))
    .toSorted((one, other) => other.sum.cost - one.sum.cost || tokens(other) - tokens(one));
}

function part(name: string, tallies: readonly UsageTally[]): UsagePart {
  const purposes = Map.groupBy(tallies, ({ purpose }) => purpose);
  return {
    name,
    sum: sumOf(tallies),
    purposes: new Map([...purposes].map(([purpose, some]) => [purpose, sumOf(some)])),
  };
}

function sumOf(sums: readonly UsageSum[]): UsageSum {
  return sums.reduce(
    (one, other) => ({
      requests: one.requests + other.requests,
      prompt: one.prompt + other.prompt,
      cached: one.cached + other.cached,
      completion: one.completion + other.completion,
      pages: one.pages + other.pages,
      audioSeconds: one.audioSeconds + other.audioSeconds,
      characters: one.characters + other.characters,
      estimated: one.estimated + other.estimated,
      cost: one.cost + other.cost,
      unpriced: one.unpriced + other.unpriced,
    }),
    NO_REQUESTS,
  );
}
