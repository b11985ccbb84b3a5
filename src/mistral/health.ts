import type { ApiProblem } from "./errors";
import type { ApiKey } from "./keys/apiKey";
import { type Purpose, RULES } from "./purpose";
import type { RequestObserver, RequestResult, SentRequest } from "./request";
import { baseAddress, serverName } from "./server";

/** What is wrong, and where it was met. */
export interface Trouble {
  readonly problem: ApiProblem;
  readonly purpose: Purpose;
  readonly keyName: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The trouble is over then, in milliseconds since 1970; without it, with the next answer. */
  readonly until?: number;
}

/** What keeps a key from being used, whatever is asked of it. */
const OF_THE_KEY: ReadonlySet<ApiProblem["kind"]> = new Set([
  "badServer",
  "refusedKey",
  "redirected",
  "malformed",
  "unpaid",
  "offline",
  "tls",
]);

/** What another key is asked in the place of this one for, where there is one. */
const LEFT_TO_OTHERS: ReadonlySet<ApiProblem["kind"]> = new Set([
  ...(["forbidden", "serverError", "serverTimeout", "timeout", "reset"] as const),
]);

/** What a server that lists its models shows to be over. */
const PASSING: ReadonlySet<ApiProblem["kind"]> = new Set([
  "rateLimited",
  "serverError",
  "serverTimeout",
  "timeout",
  "reset",
  "truncated",
  "unfinished",
  "failedInStream",
]);

/** The API counts requests and tokens by the minute. */
const LIMIT_MS = 60_000;

type Lane = "completion" | "chat";
const LANES: readonly Lane[] = ["completion", "chat"];

/** What the requests so far tell of each key and each kind of work. A key that fails is no failure while another works. */
export class Health implements RequestObserver {
  private keys: readonly ApiKey[] = [];
  private readonly ofKeys = new Map<string, Trouble>();
  /** Limits that a key has met. They are models', and kinds of work have models of their own. */
  private readonly ofLimits: Readonly<Record<Lane, Map<string, Trouble>>> = { completion: new Map(), chat: new Map() };
  /** When keys got another secret or server: what was asked before says nothing of them. */
  private readonly changedAt = new Map<string, number>();
  private readonly ofLanes = new Map<Lane, Trouble>();
  private readonly listeners = new Set<() => void>();
  private count = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** Requests under way that somebody waits for. */
  get underWay(): number {
    return this.count;
  }

  /** Why something does not work now that the person has a key for, if so. */
  get failure(): Trouble | undefined {
    const failures = LANES.map((lane) => this.failureOf(lane)).filter((one) => one !== undefined);
    return failures.sort((a, b) => b.at - a.at)[0];
  }

  /** The keys that are left alone while others do their work. */
  get aside(): readonly Trouble[] {
    const { failure } = this;
    const troubles = this.keys.flatMap(({ name }) => this.troubleWith(name, LANES) ?? []);
    return troubles.filter((trouble) => trouble !== failure);
  }

  /** What was known of keys that are no longer as they were is forgotten. */
  keysAre(keys: readonly ApiKey[]): void {
    const before = this.keys;
    this.keys = keys;
    for (const map of this.mapsOfKeys()) {
      for (const name of map.keys()) {
        const [old, key] = [before, keys].map((all) => all.find((one) => one.name === name));
        if (!old || !key || old.server !== key.server || old.secret !== key.secret) {
          map.delete(name);
        }
      }
    }
    for (const { name, server, secret } of keys) {
      const old = before.find((one) => one.name === name);
      if (old && (old.server !== server || old.secret !== secret)) {
        this.changedAt.set(name, this.now());
      }
    }
    for (const { name, server } of keys.filter((key) => baseAddress(key.server) === undefined)) {
      const problem = { kind: "badServer", server: serverName(server) } as const;
      this.ofKeys.set(name, { problem, purpose: "background", keyName: name, at: this.now() });
    }
    this.forgetRequests();
  }

  /** What was asked for in vain may be answered now: a setting has changed. */
  forgetRequests(): void {
    this.ofLanes.clear();
    this.tell();
  }

  /** A server has accepted a key, by whatever name it was tried. */
  accepted({ server, secret }: Pick<ApiKey, "server" | "secret">): void {
    for (const key of this.keys.filter((one) => one.server === server && one.secret === secret)) {
      this.tried(key.name, undefined);
    }
  }

  /** A key was tried, apart from all work. @param problem undefined: its server answered */
  tried(keyName: string, problem: ApiProblem | undefined): void {
    const isStill = problem && LEFT_TO_OTHERS.has(problem.kind) && this.ofKeys.has(keyName);
    if (problem && (isStill || OF_THE_KEY.has(problem.kind) || PASSING.has(problem.kind))) {
      this.ofKeys.set(keyName, this.troubleOf(problem, "background", keyName));
    } else if (problem === undefined || this.ofKeys.get(keyName)?.problem.kind !== "refusedKey") {
      // Where there is no list of models, the server was reached and has said nothing of the key.
      this.ofKeys.delete(keyName);
    }
    if (problem === undefined) {
      LANES.forEach((lane) => this.ofLimits[lane].delete(keyName));
    }
    for (const [lane, trouble] of this.ofLanes) {
      if (trouble.keyName === keyName && PASSING.has(trouble.problem.kind)) {
        this.ofLanes.delete(lane);
      }
    }
    this.tell();
  }

  sent({ purpose }: SentRequest): void {
    this.count += RULES[purpose].isWaitedFor ? 1 : 0;
    this.tell();
  }

  ended({ purpose, keyName, at }: SentRequest, { outcome, firstTokenMs }: RequestResult): void {
    this.count -= RULES[purpose].isWaitedFor ? 1 : 0;
    if (!RULES[purpose].asksModel || at < (this.changedAt.get(keyName) ?? Number.NEGATIVE_INFINITY)) {
      this.tell();
      return;
    }
    const lane = laneOf(purpose);
    if (typeof outcome === "object") {
      const trouble = this.troubleOf(outcome, purpose, keyName);
      const isLeft = LEFT_TO_OTHERS.has(outcome.kind) && this.keysFor(lane).length > 1;
      if (outcome.kind === "rateLimited" && !outcome.isModelBusy) {
        this.ofLimits[lane].set(keyName, trouble);
      } else if (isLeft || OF_THE_KEY.has(outcome.kind)) {
        this.ofKeys.set(keyName, trouble);
      } else {
        this.ofLanes.set(lane, trouble);
      }
    } else if (outcome === "answered" || firstTokenMs !== undefined) {
      this.ofKeys.delete(keyName);
      this.ofLimits[lane].delete(keyName);
      this.ofLanes.delete(lane);
    }
    this.tell();
  }

  /** Hears when any of this may have changed. A trouble that is over by itself is not told. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Why one kind of work does not get done now, if so. */
  failureOf(lane: Lane): Trouble | undefined {
    const keys = this.keysFor(lane);
    const troubles = keys.flatMap(({ name }) => this.troubleWith(name, [lane]) ?? []);
    if (keys.length > 0 && troubles.length === keys.length) {
      // The one that is over first is what the work waits for.
      return troubles.sort((a, b) => endOf(a) - endOf(b) || b.at - a.at)[0];
    }
    const trouble = this.ofLanes.get(lane);
    return trouble && this.lasts(trouble) ? trouble : undefined;
  }

  /** What keeps a key from being used for one of these kinds of work, if anything does. */
  private troubleWith(name: string, lanes: readonly Lane[]): Trouble | undefined {
    const troubles = [this.ofKeys.get(name), ...lanes.map((lane) => this.ofLimits[lane].get(name))];
    return troubles.find((trouble) => trouble !== undefined && this.lasts(trouble));
  }

  private mapsOfKeys(): readonly Map<string, Trouble>[] {
    return [this.ofKeys, ...LANES.map((lane) => this.ofLimits[lane])];
  }

  private keysFor(lane: Lane): readonly ApiKey[] {
    return this.keys.filter(({ work }) => work === lane || work === "both");
  }

  private lasts({ until }: Trouble): boolean {
    return until === undefined || until > this.now();
  }

  private troubleOf(problem: ApiProblem, purpose: Purpose, keyName: string): Trouble {
    const at = this.now();
    const until = problem.kind === "rateLimited" ? { until: at + (problem.retryAfterMs ?? LIMIT_MS) } : {};
    return { problem, purpose, keyName, at, ...until };
  }

  private tell(): void {
    for (const listener of this.listeners) {
      listener();
    }
  }
}

/** A trouble that nobody knows the end of is over after all others; not infinite, as the two are subtracted. */
function endOf({ until }: Trouble): number {
  return until ?? Number.MAX_SAFE_INTEGER;
}

function laneOf(purpose: Purpose): Lane {
  return purpose === "completion" ? "completion" : "chat";
}
