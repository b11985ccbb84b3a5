import type { DatabaseSync } from "node:sqlite";
import { dayOf, daysUntil } from "../../storage/days";
import type { Purpose } from "../purpose";
import type { RequestObserver, RequestResult, SentRequest } from "../request";
import { OTHER_UNITS, type Usage } from "../usage";
import type { LedgerDatabase } from "./ledgerDatabase";

/** Older requests are forgotten. */
export const USAGE_KEPT_DAYS = 90;

/** The price of a request in US dollars, about; undefined where it is not known. */
export type CostOf = (model: string, server: string, usage: Usage) => number | undefined;

/** What requests of one day, purpose, model, server and key come to. */
export interface UsageTally extends UsageSum {
  /** `2026-11-21` */
  readonly day: string;
  readonly purpose: Purpose;
  readonly model: string;
  readonly server: string;
  readonly keyName: string;
}

export interface UsageSum {
  readonly requests: number;
  /** Tokens; `cached` is a part of `prompt`. */
  readonly prompt: number;
  readonly cached: number;
  readonly completion: number;
  readonly pages: number;
  readonly audioSeconds: number;
  readonly characters: number;
  /** Requests whose tokens are estimated. */
  readonly estimated: number;
  /** US dollars, about, of the requests whose price is known. */
  readonly cost: number;
  /** Requests whose price is not known. */
  readonly unpriced: number;
}

/** From sending to the first event, in milliseconds. */
export interface Latencies {
  readonly model: string;
  readonly requests: number;
  readonly median: number;
  /** 95 of 100 were faster. */
  readonly p95: number;
}

/** So many requests ended in one way: `answered`, `cancelled`, or the kind of the problem. */
export interface Outcomes {
  readonly outcome: string;
  readonly requests: number;
}

/** Keeps for 90 days what each request took and cost, and never what was said in it. */
export class UsageLedger implements RequestObserver {
  /** @param now milliseconds since 1970 */
  constructor(
    private readonly database: LedgerDatabase,
    private readonly costOf: CostOf,
    private readonly now: () => number,
  ) {
    this.database.push((open) => this.forgetOld(open));
  }

  sent(): void {
    // It is counted when it has ended: only then is known what it took.
  }

  ended(request: SentRequest, result: RequestResult): void {
    const { id, at, purpose, model, server, keyName } = request;
    const { outcome, usage, estimated, firstTokenMs, wholeMs } = result;
    const tokens = [usage.prompt, usage.cached, usage.completion].map(Math.round);
    const units = OTHER_UNITS.map((unit) => usage[unit] ?? 0);
    const end = typeof outcome === "string" ? outcome : outcome.kind;
    const what = [purpose, model, server, keyName] as const;
    const isNothing = usage.prompt + usage.completion + units.reduce((sum, amount) => sum + amount, 0) === 0;
    const isEstimated = estimated && !isNothing ? 1 : 0;
    this.database.push((open) => {
      const cost = isNothing ? 0 : this.costOf(model, server, usage);
      const { changes } = open
        .prepare(INSERT)
        .run(
          ...[id, Math.round(at), ...what, ...tokens, isEstimated, firstTokenMs ?? null, wholeMs, end, cost ?? null],
          ...units,
        );
      if (Number(changes) === 1) {
        const sums = [isEstimated, cost ?? 0, cost === undefined ? 1 : 0, ...units];
        open.prepare(ADD).run(dayOf(at), ...what, end, ...tokens, ...sums);
      }
      this.forgetOld(open);
    });
  }

  /** What the last `days` days come to; undefined where nothing can be read. */
  tallies(days: number): UsageTally[] | undefined {
    return this.rows(TALLIES, days)?.map((row) => ({
      day: String(row["day"]),
      purpose: String(row["purpose"]) as Purpose,
      model: String(row["model"]),
      server: String(row["server"]),
      keyName: String(row["key"]),
      requests: Number(row["requests"]),
      prompt: Number(row["prompt"]),
      cached: Number(row["cached"]),
      completion: Number(row["completion"]),
      pages: Number(row["pages"]),
      audioSeconds: Number(row["audio_seconds"]),
      characters: Number(row["characters"]),
      estimated: Number(row["estimated"]),
      cost: Number(row["cost"]),
      unpriced: Number(row["unpriced"]),
    }));
  }

  /** By model, of the latest requests. */
  latencies(): Latencies[] {
    const rows = this.database.read((open) => open.prepare(LATENCIES).all(LATEST)) ?? [];
    return rows.map((row) => ({
      model: String(row["model"]),
      requests: Number(row["requests"]),
      median: Number(row["median"]),
      p95: Number(row["p95"]),
    }));
  }

  /** The most frequent first, over the last `days` days. */
  outcomes(days: number): Outcomes[] {
    const rows = this.rows(OUTCOMES, days) ?? [];
    return rows.map((row) => ({ outcome: String(row["outcome"]), requests: Number(row["requests"]) }));
  }

  /** US dollars, about, in the month of today, by all windows; undefined where nothing can be read. */
  spentThisMonth(): number | undefined {
    const month = monthOf(this.now());
    return this.database.read((open) => Number(open.prepare(SPENT).get(`${month}-01`, `${month}-31`)?.["cost"]));
  }

  /** @throws when the file cannot be written to */
  deleteAll(): void {
    this.database.erase(["usage", "daily", "warned"]);
  }

  private rows(query: string, days: number) {
    const [first = ""] = daysUntil(this.now(), days);
    return this.database.read((open) => open.prepare(query).all(first));
  }

  private forgetOld(open: DatabaseSync): void {
    const [first = ""] = daysUntil(this.now(), USAGE_KEPT_DAYS);
    open.prepare("DELETE FROM usage WHERE at < ?").run(new Date(`${first}T00:00`).getTime());
    open.prepare("DELETE FROM daily WHERE day < ?").run(first);
  }
}

/** The month of a moment in this machine's time zone: `2026-11`. @param at milliseconds since 1970 */
export function monthOf(at: number): string {
  return dayOf(at).slice(0, "2026-11".length);
}

/** Of so many requests it is told how fast they were. More would take too long to sort while somebody types. */
const LATEST = 2_000;

const INSERT = `
  INSERT OR IGNORE INTO usage (
    id, at, purpose, model, server, key, prompt, cached, completion, estimated, first_token_ms, whole_ms, outcome, cost,
    pages, audio_seconds, characters
  ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
`;
const ADD = `
  INSERT INTO daily (
    day, purpose, model, server, key, outcome, requests, prompt, cached, completion, estimated, cost, unpriced,
    pages, audio_seconds, characters
  ) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET
    requests = requests + 1,
    prompt = prompt + excluded.prompt,
    cached = cached + excluded.cached,
    completion = completion + excluded.completion,
    estimated = estimated + excluded.estimated,
    cost = cost + excluded.cost,
    unpriced = unpriced + excluded.unpriced,
    pages = pages + excluded.pages,
    audio_seconds = audio_seconds + excluded.audio_seconds,
    characters = characters + excluded.characters
`;
const SPENT = "SELECT total(cost) AS cost FROM daily WHERE day BETWEEN ? AND ?";

const TALLIES = `
  SELECT day, purpose, model, server, key,
    sum(requests) AS requests,
    sum(prompt) AS prompt,
    sum(cached) AS cached,
    sum(completion) AS completion,
    sum(pages) AS pages,
    sum(audio_seconds) AS audio_seconds,
    sum(characters) AS characters,
    sum(estimated) AS estimated,
    total(cost) AS cost,
    sum(unpriced) AS unpriced
  FROM daily WHERE day >= ? GROUP BY day, purpose, model, server, key
`;

/** The nearest rank: of 20 values, the 10th and the 19th. */
const LATENCIES = `
  WITH latest AS (
    SELECT model, first_token_ms FROM usage WHERE first_token_ms IS NOT NULL ORDER BY at DESC LIMIT ?
  ), ranked AS (
    SELECT model, first_token_ms,
      row_number() OVER (PARTITION BY model ORDER BY first_token_ms) AS rank,
      count(*) OVER (PARTITION BY model) AS requests
    FROM latest
  )
  SELECT model, requests,
    max(first_token_ms) FILTER (WHERE rank = (requests + 1) / 2) AS median,
    max(first_token_ms) FILTER (WHERE rank = (requests * 95 + 99) / 100) AS p95
  FROM ranked GROUP BY model, requests
`;

const OUTCOMES = `
  SELECT outcome, sum(requests) AS requests FROM daily WHERE day >= ? GROUP BY outcome ORDER BY requests DESC, outcome
`;
