import type { Connection } from "../connection";
import type { ApiProblem } from "../errors";
import type { Purpose } from "../purpose";
import { Allowance, type Part } from "./allowance";
import { backoffMs } from "./backoff";
import { Burst, type Mark } from "./burst";
import type { Report } from "./report";
import { type Counter, Sharing } from "./sharing";

/** A request that wants to go with one key. */
export interface Wanted {
  readonly connection: Connection;
  readonly purpose: Purpose;
  readonly model: string;
  /** Of the prompt, about. */
  readonly tokens: number;
}

/** What a request has taken of the limits. */
export interface Taken {
  readonly wanted: Wanted;
  readonly mark: Mark;
  readonly own: Entry;
  /** Its own, and those that turned out to be one with it. */
  readonly parts: ReadonlyMap<Entry, Part>;
  readonly bursts: ReadonlySet<Burst>;
}

interface Entry extends Counter {
  readonly allowance: Allowance;
  readonly burst: Burst;
  /** Requests under way. */
  open: number;
  /** Refusals in a row. */
  refusals: number;
}

/** A limit by the second is over soon: a refusal that says to wait for longer has another reason. */
const BURST_AT_MOST_MS = 2_000;
/** A key of which more than this part of what the other has used was used is not refused because of the other. */
const HARDLY_USED = 0.5;
/** So much has to be used for that. */
const TELLING = 3;

/**
 * The limits of all keys, as their servers have shown them: by the minute for each key and model, by the second for each
 * key. What is one limit in truth is learnt (`Sharing`), and then what one takes is taken from the others as well.
 */
export class Limits {
  private readonly entries = new Map<Connection, Map<string, Entry>>();
  private readonly bursts = new Map<Connection, Burst>();
  private readonly sharing = new Sharing();

  constructor(private readonly random: () => number = Math.random) {}

  /** When they allow such a request: `now`, later, or `Infinity` if only the end of another request can tell. */
  earliest(wanted: Wanted, now: number): number {
    const { allowance, burst } = this.entryOf(wanted);
    return Math.max(allowance.earliest(wanted.purpose, wanted.tokens, now), burst.earliest(now));
  }

  take(wanted: Wanted, now: number): Taken {
    const own = this.entryOf(wanted);
    const all = [...this.all()].filter((one) => one === own || this.sharing.areOne(own, one, now));
    const mark = { at: now };
    const bursts = new Set(all.map(({ burst }) => burst));
    for (const burst of bursts) {
      burst.take(mark);
    }
    own.open++;
    const parts = new Map(all.map((one) => [one, one.allowance.take(wanted.purpose, wanted.tokens, now)] as const));
    return { wanted, own, mark, bursts, parts };
  }

  /** The answer's head has come. */
  heard({ own, mark, parts, bursts }: Taken, report: Report, now: number): void {
    for (const burst of bursts) {
      burst.heard(mark, now);
    }
    for (const [{ allowance }, part] of parts) {
      allowance.heard(part, report, now);
    }
    if (report.requests) {
      const { base } = own.connection;
      const openAtServer = [...this.all()].filter(({ connection }) => connection.base === base);
      const circumstances = {
        sentAt: mark.at,
        openAtServer: openAtServer.reduce((sum, { open }) => sum + open, -1),
        openHere: own.open - 1,
      };
      this.sharing.heard(own, report.requests, circumstances, this.all(), now);
    }
  }

  /** The request is over, however it ended. */
  ended({ own, parts }: Taken, now: number): void {
    own.open--;
    for (const [{ allowance }, part] of parts) {
      allowance.ended(part, now);
    }
  }

  /** The server has begun to answer. */
  answered({ parts }: Taken): void {
    for (const entry of parts.keys()) {
      entry.refusals = 0;
      entry.allowance.answered();
    }
  }

  /** The server said “too many”. */
  refused(taken: Taken, { retryAfterMs, isModelBusy }: RateLimited, now: number): void {
    const { own, mark, parts, bursts } = taken;
    for (const [{ allowance }, part] of parts) {
      allowance.refused(part);
    }
    for (const burst of bursts) {
      burst.drop(mark);
    }
    const isBurst = !isModelBusy && this.isBurst(taken, retryAfterMs, now);
    if (!isModelBusy && !isBurst) {
      this.compare(own, now);
    }
    own.refusals++;
    const until = now + (retryAfterMs ?? backoffMs(own.refusals, this.random()));
    for (const burst of isBurst ? bursts : []) {
      burst.block(until);
    }
    for (const { allowance } of parts.keys()) {
      if (!isModelBusy && !isBurst) {
        allowance.exhausted(now);
      }
      allowance.block(until, !isModelBusy);
    }
  }

  private isBurst({ wanted, own, mark, bursts }: Taken, retryAfterMs = 0, now: number): boolean {
    const mayBe = retryAfterMs <= BURST_AT_MOST_MS && own.allowance.hasRoom(wanted.tokens, now);
    return mayBe && [...bursts].map((burst) => burst.explains(mark, now)).includes(true);
  }

  /** One that had hardly been used is refused while another one is, because the two are one. */
  private compare(own: Entry, now: number): void {
    const used = own.allowance.used(now);
    for (const other of this.all()) {
      const theirs = other.allowance.used(now);
      if (other.allowance.isBlocked(now) && theirs >= TELLING && used <= theirs * HARDLY_USED) {
        this.sharing.refused(own, other, now);
      }
    }
  }

  private *all(): Generator<Entry> {
    for (const models of this.entries.values()) {
      yield* models.values();
    }
  }

  private entryOf({ connection, model }: Wanted): Entry {
    const models = this.entries.get(connection) ?? new Map<string, Entry>();
    this.entries.set(connection, models);
    const burst = this.bursts.get(connection) ?? new Burst();
    this.bursts.set(connection, burst);
    const entry = models.get(model) ?? {
      ...{ connection, model, burst, allowance: new Allowance(), open: 0, refusals: 0 },
    };
    models.set(model, entry);
    return entry;
  }
}

type RateLimited = Extract<ApiProblem, { kind: "rateLimited" }>;
