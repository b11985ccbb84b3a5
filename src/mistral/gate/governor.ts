import type { Connection } from "../connection";
import type { ApiProblem } from "../errors";
import { type Purpose, RULES } from "../purpose";
import { backoffMs } from "./backoff";
import { FirstTokens } from "./firstTokens";
import { Rate, type Share, WINDOW_MS } from "./rate";

/** Background work leaves as much as people used in the last minute, up to this part. */
const MOST_FOR_PEOPLE = 0.5;
/** A refused key is tried again after this; keys are blocked and unblocked by people. */
const REFUSED_MS = 5 * 60_000;
/** For a model that this server does not have, while another one may. */
const UNUSABLE_MS = 10 * 60_000;

/** What one request has taken of a governor. */
export interface Hold {
  readonly purpose: Purpose;
  readonly model: string;
  readonly request: Share;
  readonly tokens: Share;
}

/** What is known of one key at one server: what is under way, which limits it has shown, until when it steps aside. */
export class Governor {
  private readonly open = new Set<Hold>();
  private readonly requests = new Rate();
  private readonly tokens = new Rate();
  /** When requests that somebody waits for were sent, in the last minute. */
  private ofPeople: number[] = [];
  private readonly firstTokens = new FirstTokens();
  private blockedUntil = Number.NEGATIVE_INFINITY;
  /** Of models of which the server has no capacity left. */
  private readonly busyModels = new Map<string, number>();
  private readonly unusableModels = new Map<string, number>();
  private failures = 0;
  /** Whether the next answer has to show first that the server is willing again. */
  private isOnTrial = false;
  private refusedUntil = Number.NEGATIVE_INFINITY;
  private lastUsed = Number.NEGATIVE_INFINITY;

  constructor(
    readonly connection: Connection,
    private readonly random: () => number = Math.random,
  ) {}

  /** Whether another key is to be preferred, if there is one: the server does not take this one, or has not the model. */
  stepsAside(model: string, now: number): boolean {
    return now < this.refusedUntil || now < (this.unusableModels.get(model) ?? 0);
  }

  /** The fewer, the sooner this key is chosen: what is under way, then how long ago it was used. */
  get load(): readonly [number, number] {
    return [this.open.size, this.lastUsed];
  }

  /** Milliseconds within which 95 of 100 answers of this model began; undefined while that is not known. */
  slowFirstToken(model: string): number | undefined {
    return this.firstTokens.slow(model);
  }

  /** When it may take such a request: `now`, later, or `Infinity` if only the end of another request can tell. */
  earliest(purpose: Purpose, model: string, tokens: number, atOnce: number, now: number): number {
    if (!RULES[purpose].asksModel) {
      return now;
    }
    const reserve = this.reserveFrom(purpose, now);
    const moment = Math.max(
      this.blockedUntil,
      this.busyModels.get(model) ?? now,
      this.requests.earliest(1, reserve, now),
      this.tokens.earliest(tokens, reserve, now),
    );
    return moment <= now && !this.hasSlot(purpose, atOnce) ? Number.POSITIVE_INFINITY : Math.max(moment, now);
  }

  take(purpose: Purpose, model: string, tokens: number, now: number): Hold {
    if (!RULES[purpose].asksModel) {
      return { purpose, model, request: { amount: 0 }, tokens: { amount: 0 } };
    }
    const hold = { purpose, model, request: this.requests.take(1), tokens: this.tokens.take(tokens) };
    this.open.add(hold);
    this.lastUsed = now;
    if (RULES[purpose].isWaitedFor) {
      this.ofPeople.push(now);
    }
    return hold;
  }

  /** The answer's head has come. */
  heard(hold: Hold, headers: Headers, now: number): void {
    if (!RULES[hold.purpose].asksModel) {
      return;
    }
    this.requests.settle(hold.request, now);
    this.tokens.settle(hold.tokens, now, numberIn(headers, "x-ratelimit-tokens-query-cost"));
    for (const [rate, unit] of [
      [this.requests, "req"],
      [this.tokens, "tokens"],
    ] as const) {
      const limit = numberIn(headers, `x-ratelimit-limit-${unit}-minute`);
      const remaining = numberIn(headers, `x-ratelimit-remaining-${unit}-minute`);
      if (limit !== undefined && limit > 0 && remaining !== undefined) {
        rate.report(limit, remaining, now);
      }
    }
  }

  /** Gives the slot back, and learns. */
  done(hold: Hold, end: { readonly problem?: ApiProblem; readonly firstTokenMs?: number }, now: number): void {
    this.open.delete(hold);
    if (!RULES[hold.purpose].asksModel) {
      this.tried(end.problem, now);
      return;
    }
    if (hold.request.settledAt === undefined) {
      // Cancelled before the server spoke: it may have counted it.
      this.requests.settle(hold.request, now);
      this.tokens.settle(hold.tokens, now);
    }
    if (end.firstTokenMs !== undefined) {
      this.firstTokens.add(hold.model, end.firstTokenMs);
      this.failures = 0;
      this.isOnTrial = false;
    }
    if (end.problem) {
      this.learn(hold, end.problem, now);
    }
  }

  /** What was asked of no model tells only whether the key is taken. */
  private tried(problem: ApiProblem | undefined, now: number): void {
    if (problem === undefined || problem.kind === "refusedKey") {
      this.refusedUntil = problem ? now + REFUSED_MS : Number.NEGATIVE_INFINITY;
    }
  }

  private learn(hold: Hold, problem: ApiProblem, now: number): void {
    if (problem.kind === "rateLimited") {
      this.limited(hold, problem, now);
    } else if (problem.kind === "refusedKey") {
      this.refusedUntil = now + REFUSED_MS;
    } else if (problem.kind === "unusableModel" || problem.kind === "notFound") {
      this.unusableModels.set(hold.model, now + UNUSABLE_MS);
    }
  }

  private limited(hold: Hold, { retryAfterMs, isModelBusy }: RateLimited, now: number): void {
    this.requests.drop(hold.request);
    this.tokens.drop(hold.tokens);
    this.requests.refused(now);
    const until = now + (retryAfterMs ?? backoffMs(++this.failures, this.random()));
    if (isModelBusy) {
      this.busyModels.set(hold.model, Math.max(until, this.busyModels.get(hold.model) ?? 0));
    } else {
      this.blockedUntil = Math.max(until, this.blockedUntil);
      this.isOnTrial = true;
    }
  }

  private reserveFrom(purpose: Purpose, now: number): number {
    if (purpose !== "background") {
      return RULES[purpose].reserve;
    }
    const next = this.ofPeople.findIndex((at) => at > now - WINDOW_MS);
    this.ofPeople = next === -1 ? [] : this.ofPeople.slice(next);
    return Math.min(MOST_FOR_PEOPLE, Math.max(RULES.background.reserve, this.requests.part(this.ofPeople.length)));
  }

  /** One slot stays free for completions, and background work leaves half of them; one at a time when on trial. */
  private hasSlot(purpose: Purpose, atOnce: number): boolean {
    const all = this.isOnTrial ? 1 : atOnce;
    if (this.open.size >= all) {
      return false;
    }
    if (all === 1 || purpose === "completion") {
      return true;
    }
    const others = [...this.open].filter((hold) => hold.purpose !== "completion").length;
    const background = [...this.open].filter((hold) => hold.purpose === "background").length;
    return others < all - 1 && (purpose !== "background" || background < Math.floor(all / 2));
  }
}

type RateLimited = Extract<ApiProblem, { kind: "rateLimited" }>;

function numberIn(headers: Headers, name: string): number | undefined {
  const value = headers.get(name)?.trim();
  const number = value ? Number(value) : Number.NaN;
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}
