import { type Purpose, RULES } from "../purpose";
import { Rate, type Share, WINDOW_MS } from "./rate";
import type { Report } from "./report";

/** Background work leaves as much as people used in the last minute, up to this part. */
const MOST_FOR_PEOPLE = 0.5;

/** What one request takes of an allowance. */
export interface Part {
  readonly request: Share;
  readonly tokens: Share;
}

/** What may be asked of one model with one key, as far as the server has shown it. */
export class Allowance {
  private readonly requests = new Rate();
  private readonly tokens = new Rate();
  private readonly open = new Set<Part>();
  /** When requests that somebody waits for were sent, in the last minute. */
  private ofPeople: number[] = [];
  private blockedUntil = Number.NEGATIVE_INFINITY;
  /** Whether the next answer has to show first that the server is willing again. */
  private isOnTrial = false;

  /** Whether the server has said “too many” and the time is not over. */
  isBlocked(now: number): boolean {
    return now < this.blockedUntil;
  }

  /** Requests that the server has counted in the last minute. */
  used(now: number): number {
    return this.requests.used(now);
  }

  /** Whether so many tokens may be asked for by what is known of the minute. */
  hasRoom(tokens: number, now: number): boolean {
    return this.requests.earliest(1, 0, now) <= now && this.tokens.earliest(tokens, 0, now) <= now;
  }

  /** When it allows such a request: `now`, later, or `Infinity` if only the end of another request can tell. */
  earliest(purpose: Purpose, tokens: number, now: number): number {
    const reserve = this.reserveFrom(purpose, now);
    const moment = Math.max(
      ...[now, this.blockedUntil],
      this.requests.earliest(1, reserve, now),
      this.tokens.earliest(tokens, reserve, now),
    );
    return moment <= now && this.isOnTrial && this.open.size > 0 ? Number.POSITIVE_INFINITY : moment;
  }

  take(purpose: Purpose, tokens: number, now: number): Part {
    const part = { request: this.requests.take(1), tokens: this.tokens.take(tokens) };
    this.open.add(part);
    if (RULES[purpose].isWaitedFor) {
      this.ofPeople.push(now);
    }
    return part;
  }

  /** The answer's head has come. */
  heard(part: Part, report: Report, now: number): void {
    this.requests.settle(part.request, now);
    this.tokens.settle(part.tokens, now, report.cost);
    for (const [rate, count] of [
      [this.requests, report.requests],
      [this.tokens, report.tokens],
    ] as const) {
      if (count) {
        rate.report(count.limit, count.remaining, now);
      }
    }
  }

  /** The request is over. One that was cancelled before the server spoke may have been counted. */
  ended(part: Part, now: number): void {
    this.open.delete(part);
    if (part.request.settledAt === undefined) {
      this.requests.settle(part.request, now);
      this.tokens.settle(part.tokens, now);
    }
  }

  /** The server is willing. */
  answered(): void {
    this.isOnTrial = false;
  }

  /** The request was refused, and so not counted. */
  refused(part: Part): void {
    this.requests.drop(part.request);
    this.tokens.drop(part.tokens);
  }

  /** The refusal is taken for the end of the minute's allowance. */
  exhausted(now: number): void {
    this.requests.refused(now);
  }

  /** @param onTrial one request shows first whether it is over */
  block(until: number, onTrial: boolean): void {
    this.blockedUntil = Math.max(until, this.blockedUntil);
    this.isOnTrial ||= onTrial;
  }

  private reserveFrom(purpose: Purpose, now: number): number {
    if (purpose !== "background") {
      return RULES[purpose].reserve;
    }
    const next = this.ofPeople.findIndex((at) => at > now - WINDOW_MS);
    this.ofPeople = next === -1 ? [] : this.ofPeople.slice(next);
    return Math.min(MOST_FOR_PEOPLE, Math.max(RULES.background.reserve, this.requests.part(this.ofPeople.length)));
  }
}
