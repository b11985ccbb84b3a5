import type { Connection } from "../connection";
import type { ApiProblem } from "../errors";
import { type Purpose, RULES } from "../purpose";
import { Aside } from "./aside";
import { FirstTokens } from "./firstTokens";
import type { Limits, Taken, Wanted } from "./limits";
import { reportIn } from "./report";

/** A refused key is looked after again after this; keys are blocked and unblocked by people. */
const REFUSED_MS = 5 * 60_000;
/** For a model that this server does not have, or not for this key, while another one may; then twice as long each time. */
const UNUSABLE_MS = 10 * 60_000;
const UNUSABLE_AT_MOST_MS = 160 * 60_000;
/** A server that has said nothing for so long, over all requests that were given up before it spoke, may be down. */
const SILENT_MS = 3_000;

/** Whatever is asked of the server, and with which key: it does not answer. */
const OF_THE_SERVER: ReadonlySet<ApiProblem["kind"]> = new Set([
  ...["offline", "tls", "redirected", "malformed"],
  ...["timeout", "serverError", "serverTimeout", "reset"],
] as const);
/** Whatever is asked with this key: it is not taken. */
const OF_THE_KEY: ReadonlySet<ApiProblem["kind"]> = new Set(["refusedKey", "forbidden", "unpaid"] as const);
/** The model is not there, or not for this key. */
const OF_THE_MODEL: ReadonlySet<ApiProblem["kind"]> = new Set(["unusableModel", "notFound", "forbidden"] as const);

/** What one request has taken of a governor. */
export interface Hold {
  readonly purpose: Purpose;
  readonly model: string;
  readonly at: number;
  /** Of the limits; undefined where no model is asked. */
  readonly taken: Taken | undefined;
  isHeard: boolean;
}

/** What became of a request, for what is to be learnt of it. */
export interface PassEnd {
  readonly problem?: ApiProblem;
  /** Until the first event. */
  readonly firstTokenMs?: number;
}

/** What is known of one key at one server: what is under way, how quick it is, and whether it is to be left to others. */
export class Governor {
  private readonly open = new Set<Hold>();
  private readonly firstTokens = new FirstTokens();
  private readonly key = new Aside();
  private readonly unusableModels = new Map<string, { readonly until: number; readonly lasted: number }>();
  /** Since the server spoke last, in milliseconds. */
  private silence = 0;
  private lastUsed = Number.NEGATIVE_INFINITY;

  /** @param server what is known of its server, by whatever key */
  constructor(
    readonly connection: Connection,
    private readonly limits: Limits,
    private readonly server: Aside,
    private readonly random: () => number = Math.random,
  ) {}

  /** Whether another key is to be preferred, if there is one: it is not taken, the server is down, or has not the model. */
  stepsAside(model: string, now: number): boolean {
    return this.key.isAside || this.server.isAside || now < (this.unusableModels.get(model)?.until ?? now);
  }

  /** Whether it is time to see if what was wrong with the key or its server is over. */
  isToBeLookedAfter(now: number): boolean {
    const asides = [this.key, this.server].filter(({ isAside }) => isAside);
    return asides.length > 0 && asides.every((aside) => aside.isDue(now));
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
  earliest(wanted: Omit<Wanted, "connection">, atOnce: number, now: number): number {
    if (!RULES[wanted.purpose].asksModel) {
      return now;
    }
    const moment = this.limits.earliest({ ...wanted, connection: this.connection }, now);
    return moment <= now && !this.hasSlot(wanted.purpose, atOnce) ? Number.POSITIVE_INFINITY : moment;
  }

  take({ purpose, model, tokens }: Omit<Wanted, "connection">, now: number): Hold {
    const hold = { purpose, model, at: now, isHeard: false };
    if (!RULES[purpose].asksModel) {
      return { ...hold, taken: undefined };
    }
    const taking = { ...hold, taken: this.limits.take({ connection: this.connection, purpose, model, tokens }, now) };
    this.open.add(taking);
    this.lastUsed = now;
    return taking;
  }

  /** The answer's head has come. */
  heard(hold: Hold, headers: Headers, now: number): void {
    hold.isHeard = true;
    this.silence = 0;
    if (hold.taken) {
      this.limits.heard(hold.taken, reportIn(headers), now);
    }
  }

  /** Gives the slot back, and learns. */
  done(hold: Hold, { problem, firstTokenMs }: PassEnd, now: number): void {
    this.open.delete(hold);
    const { taken, model } = hold;
    if (!taken) {
      if (problem || hold.isHeard) {
        this.lookedAfter(problem, now);
      }
      return;
    }
    this.limits.ended(taken, now);
    if (firstTokenMs !== undefined) {
      this.firstTokens.add(model, firstTokenMs);
      this.limits.answered(taken);
      this.unusableModels.delete(model);
      this.key.answered();
      this.server.answered();
    }
    if (problem?.kind === "rateLimited") {
      this.limits.refused(taken, problem, now);
    } else if (problem) {
      this.failed(model, problem, now);
    } else if (!hold.isHeard) {
      this.wasSilent(now - hold.at, now);
    }
  }

  /**
   * What was asked of no model tells whether a key is taken, and of one that stepped aside, whether it is well. A server
   * that only fails to list its models may answer all the same.
   */
  lookedAfter(problem: ApiProblem | undefined, now: number): void {
    const isOfKey = problem !== undefined && OF_THE_KEY.has(problem.kind);
    const isOfServer = problem !== undefined && OF_THE_SERVER.has(problem.kind);
    if (isOfKey && (problem.kind === "refusedKey" || this.key.isAside)) {
      this.key.failed(now, this.random(), problem.kind === "refusedKey" ? REFUSED_MS : 0);
    } else if (!isOfServer) {
      this.key.seenWell();
    }
    if (isOfServer && this.server.isAside) {
      this.server.failed(now, this.random());
    } else if (!isOfServer) {
      this.server.seenWell();
    }
  }

  private failed(model: string, problem: ApiProblem, now: number): void {
    if (OF_THE_KEY.has(problem.kind)) {
      this.key.failed(now, this.random(), problem.kind === "refusedKey" ? REFUSED_MS : 0);
    }
    if (OF_THE_SERVER.has(problem.kind)) {
      this.server.failed(now, this.random());
    }
    const known = this.unusableModels.get(model);
    if (OF_THE_MODEL.has(problem.kind) && now >= (known?.until ?? now)) {
      const lasted = known ? Math.min(2 * known.lasted, UNUSABLE_AT_MOST_MS) : UNUSABLE_MS;
      this.unusableModels.set(model, { until: now + lasted, lasted });
    }
  }

  /** Ghost text is given up before a server that hangs could be found out by a time-out. */
  private wasSilent(milliseconds: number, now: number): void {
    this.silence += milliseconds;
    if (this.silence >= SILENT_MS) {
      this.silence = 0;
      this.server.suspected(now);
    }
  }

  /** One slot stays free for completions, and background work leaves half of them. */
  private hasSlot(purpose: Purpose, atOnce: number): boolean {
    if (this.open.size >= atOnce) {
      return false;
    }
    if (atOnce === 1 || purpose === "completion") {
      return true;
    }
    const others = [...this.open].filter((hold) => hold.purpose !== "completion").length;
    const background = [...this.open].filter((hold) => hold.purpose === "background").length;
    return others < atOnce - 1 && (purpose !== "background" || background < Math.floor(atOnce / 2));
  }
}
