import type { Connection } from "../connection";
import type { Count } from "./report";
import { WINDOW_MS } from "./rate";

/** What is counted for one key and one model, if each has a count of its own. */
export interface Counter {
  readonly connection: Connection;
  readonly model: string;
}

/** What a server has said of a counter, and when. */
interface Said extends Count {
  readonly at: number;
  /** So many answers had begun at this server by then. */
  readonly number: number;
}

/** What is known of a request whose answer has begun. */
export interface Circumstances {
  readonly sentAt: number;
  /** Requests under way at the same server besides this one … */
  readonly openAtServer: number;
  /** … and with the same key for the same model. */
  readonly openHere: number;
}

interface Belief {
  score: number;
  isOne: boolean;
  at: number;
}

/** So much evidence turns a belief round. One answer is a coincidence; two that agree, or one that tells much, are not. */
const ENOUGH = 2;
/** What is not confirmed for so long is believed no more: limits change, and refusals have other reasons, too. */
const BELIEVED_MS = 10 * 60_000;
/** A count that continues another one's proves something if so much had been used. */
const TELLING = 3;

/**
 * Learns which counts of a server are one: of two keys, where both are of one organisation; of two models, where the
 * server counts by the key. Until it knows, each key has its own count for each model, as with Mistral's API.
 *
 * It compares what is left. After 12 of 60 were left to one key, the next answer for another one says 11 if they share,
 * and one less than the last time for that key if they do not. Where a server says nothing of what is left, a refusal
 * of one that had hardly been used, while the other one is refused, says the same.
 */
export class Sharing {
  private readonly beliefs = new Map<string, Belief>();
  private readonly said = new Map<Counter, Said>();
  /** How many answers have begun, by server. */
  private readonly begun = new Map<string, number>();
  private readonly numbers = new Map<Connection, number>();

  /** Whether what one takes is taken from the other. */
  areOne(a: Counter, b: Counter, now: number): boolean {
    if (a.connection.base !== b.connection.base) {
      return false;
    }
    const isKey = a.connection === b.connection || this.isBelieved(this.keysId(a, b), now);
    return isKey && (a.model === b.model || this.isBelieved(modelsId(a, b), now));
  }

  /** An answer has begun, and its head said what is left. */
  heard(counter: Counter, count: Count, circumstances: Circumstances, others: Iterable<Counter>, now: number): void {
    const { base } = counter.connection;
    const number = (this.begun.get(base) ?? 0) + 1;
    this.begun.set(base, number);
    const said = { ...count, at: now, number };
    for (const other of others) {
      const id = this.pairId(counter, other);
      const evidence = id === undefined ? 0 : this.evidence(counter, other, said, circumstances);
      if (id !== undefined && evidence !== 0) {
        this.learn(id, evidence, now);
      }
    }
    this.said.set(counter, said);
  }

  /** A server that does not tell what is left has refused a request of `counter`, and of `other` before. */
  refused(counter: Counter, other: Counter, now: number): void {
    const id = this.pairId(counter, other);
    if (id !== undefined && !this.said.has(counter) && !this.said.has(other)) {
      this.learn(id, ENOUGH, now);
    }
  }

  /** Above 0 if it speaks for one count, below 0 if for two. */
  private evidence(counter: Counter, other: Counter, now: Said, circumstances: Circumstances): number {
    const theirs = this.said.get(other);
    const { sentAt, openAtServer, openHere } = circumstances;
    if (theirs === undefined || theirs.at <= now.at - WINDOW_MS || sentAt < theirs.at) {
      return 0;
    }
    if (theirs.limit !== now.limit) {
      return -ENOUGH;
    }
    const ours = this.said.get(counter);
    if (ours && sentAt < ours.at) {
      return 0;
    }
    const isFirst = ours === undefined;
    const left = ours && ours.at > now.at - WINDOW_MS ? ours.remaining : now.limit;
    const between = now.number - theirs.number - 1;
    const asOne = isWithin(now.remaining, theirs.remaining - 1 - between - openAtServer, theirs.remaining - 1);
    const asTwo = isWithin(now.remaining, left - 1 - openHere, left - 1);
    const weight = isFirst && theirs.limit - theirs.remaining >= TELLING ? ENOUGH : 1;
    return asOne === asTwo ? 0 : weight * (asOne ? 1 : -1);
  }

  private learn(id: string, evidence: number, now: number): void {
    const belief = this.beliefs.get(id) ?? { score: 0, isOne: false, at: now };
    belief.score = Math.max(-ENOUGH, Math.min(ENOUGH, belief.score + evidence));
    belief.isOne = belief.score === ENOUGH || (belief.isOne && belief.score > -ENOUGH);
    belief.at = evidence > 0 ? now : belief.at;
    this.beliefs.set(id, belief);
  }

  private isBelieved(id: string, now: number): boolean {
    const belief = this.beliefs.get(id);
    return belief !== undefined && belief.isOne && now < belief.at + BELIEVED_MS;
  }

  /** Only two that differ in one thing teach something about it. */
  private pairId(a: Counter, b: Counter): string | undefined {
    if (a.connection.base !== b.connection.base) {
      return undefined;
    }
    if (a.connection === b.connection) {
      return a.model === b.model ? undefined : modelsId(a, b);
    }
    return a.model === b.model ? this.keysId(a, b) : undefined;
  }

  private keysId(a: Counter, b: Counter): string {
    const [first, second] = [this.numberOf(a.connection), this.numberOf(b.connection)].sort((x, y) => x - y);
    return `keys ${first} ${second}`;
  }

  private numberOf(connection: Connection): number {
    const number = this.numbers.get(connection) ?? this.numbers.size;
    this.numbers.set(connection, number);
    return number;
  }
}

function modelsId(a: Counter, b: Counter): string {
  return JSON.stringify([a.connection.base, ...[a.model, b.model].sort()]);
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= Math.max(0, least) && value <= Math.max(0, most);
}
