import type { Connection } from "../connection";
import type { Clock } from "../clock";
import type { ApiProblem } from "../errors";
import { PURPOSES, type Purpose, RULES } from "../purpose";
import { Affinities } from "./affinities";
import { Aside } from "./aside";
import { Governor, type PassEnd } from "./governor";
import { InVain } from "./inVain";
import { Limits } from "./limits";

export type { PassEnd };

/** What the person has decided; asked for at each request. */
export interface GateSettings {
  /** Requests under way at once with one key, 1 to 8. */
  atOnce(): number;
  /** Whether a second key or server is asked when the first one is slow to speak. */
  hedges(): boolean;
  /** Whether nothing is to be sent for a purpose now. */
  isPaused(this: void, purpose: Purpose): boolean;
}

export const GATE_DEFAULTS: GateSettings = { atOnce: () => 4, hedges: () => false, isPaused: () => false };

/** Asks a server something that costs nothing and says nothing of the person. @returns why it does not answer, if so */
export type Probe = (connection: Connection) => Promise<ApiProblem | undefined>;

/** A request that wants to go. */
export interface Ticket {
  readonly purpose: Purpose;
  /** Empty where no model is asked: no model's limit holds it up. */
  readonly model: string;
  /** Of the prompt, about. */
  readonly tokens: number;
  /** Any of these will do. */
  readonly connections: readonly Connection[];
  /** Milliseconds from now on; for a request that is tried again. */
  readonly notBeforeMs?: number;
  /** Not these, as long as there are others. */
  readonly except?: Connection;
  /** The conversation or document that it belongs to, which stays with one key as long as that is well and free. */
  readonly affinity?: string | undefined;
}

/** The right to send one request. */
export interface Pass {
  readonly connection: Connection;
  /** The answer's head has come. */
  readonly heard: (headers: Headers) => void;
  /** The request is over; others may go. Nothing happens when called again. */
  done(end: PassEnd): void;
}

/** Why requests wait that somebody waits for. */
export interface Waiting {
  readonly purpose: Purpose;
  /** Milliseconds since 1970. */
  readonly until: number;
}

interface Queued {
  readonly ticket: Ticket;
  readonly notBefore: number;
  readonly letIn: (pass: Pass) => void;
  /** Hears when it may probably go, by the gate's clock. */
  readonly told: (moment: number) => void;
}

/** When a key may take a request. */
interface Prospect {
  readonly governor: Governor;
  readonly moment: number;
}

/** So long, in milliseconds, a request waits for the key whose server knows the beginning of its prompt. */
const WORTH_WAITING_MS = 1_000;
/** A wait that is shorter than this is no wait that a person would want to know of. */
const WORTH_TELLING_MS = 500;
/** Nobody reads why, and without a reason an exception with its stack would be made for each request. */
const MOVED = "moved";
/** Settings and the budget are looked at again so often while something is held up by them. */
const LOOK_AGAIN_MS = 5_000;

/**
 * Lets requests out: the most urgent first, each through the key that has most room, none before its time. What waits
 * here costs nothing and leaves at once when it is no longer wanted.
 */
export class Gate {
  private readonly governors = new Map<Connection, Governor>();
  private readonly servers = new Map<string, Aside>();
  private readonly limits = new Limits();
  private readonly affinities = new Affinities();
  private readonly probing = new Set<Governor>();
  private readonly inVain = new InVain();
  private readonly lanes = new Map<Purpose, Queued[]>(PURPOSES.map((purpose) => [purpose, []]));
  private readonly listeners = new Set<() => void>();
  private alarm: AbortController | undefined;
  /** Whether anything waited when the listeners were told last. */
  private wasQueued = false;

  constructor(
    private readonly clock: Clock,
    private readonly settings: GateSettings = GATE_DEFAULTS,
    /** Looks after keys that have stepped aside, while others do their work. */
    private readonly probe: Probe = async () => undefined,
  ) {}

  /**
   * Waits until the request may be sent.
   * @param waiting hears until when, in milliseconds since 1970, where a limit is what it waits for
   * @returns undefined as soon as `signal` is aborted
   */
  enter(ticket: Ticket, signal: AbortSignal, waiting?: (until: number) => void): Promise<Pass | undefined> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve(undefined);
        return;
      }
      const lane = this.lanes.get(ticket.purpose) ?? [];
      const leave = () => {
        lane.splice(lane.indexOf(queued), 1);
        resolve(undefined);
        this.move();
      };
      let last = 0;
      const queued: Queued = {
        ticket,
        told: (moment) => {
          const wait = moment - this.clock.now();
          if (Number.isFinite(wait) && wait > WORTH_TELLING_MS && Math.abs(moment - last) > WORTH_TELLING_MS) {
            last = moment;
            waiting?.(Date.now() + wait);
          }
        },
        notBefore: this.clock.now() + Math.max(ticket.notBeforeMs ?? 0, this.inVain.waitMs(ticket, this.clock.now())),
        letIn: (pass) => {
          signal.removeEventListener("abort", leave);
          resolve(pass);
        },
      };
      signal.addEventListener("abort", leave, { once: true });
      lane.push(queued);
      this.lookAfter(ticket);
      this.move();
    });
  }

  /** A pass if there is one right now, for a request that would be of no use later. */
  tryEnter(ticket: Ticket): Pass | undefined {
    const governor = this.bestFor(ticket, this.clock.now());
    return governor && this.passFrom(governor, ticket);
  }

  /** Milliseconds until such a request may be sent, as far as limits tell; `Infinity` if that is not known. */
  waitMs(ticket: Ticket): number {
    const now = this.clock.now();
    return Math.max(ticket.notBeforeMs ?? 0, this.earliest(ticket, now) - now);
  }

  /** After how many milliseconds the first of these is slower than it is 95 times of 100, if it is known and hedging is on. */
  hedgeAfterMs(connection: Connection, model: string): number | undefined {
    return this.settings.hedges() ? this.governorOf(connection).slowFirstToken(model) : undefined;
  }

  /** What waits for a limit and is waited for; the most urgent of it. */
  get waiting(): Waiting | undefined {
    const now = this.clock.now();
    for (const purpose of PURPOSES) {
      const [first] = !RULES[purpose].isWaitedFor ? [] : (this.lanes.get(purpose) ?? []);
      // Of what asks by itself the failure is told, not the wait that follows from it.
      const notBefore = first && !RULES[purpose].asksByItself ? first.notBefore : now;
      const wait = first ? Math.max(notBefore, this.earliest(first.ticket, now)) - now : 0;
      if (wait > WORTH_TELLING_MS && Number.isFinite(wait)) {
        return { purpose, until: Date.now() + wait };
      }
    }
    return undefined;
  }

  /** Keys that step aside now, by the names that the person gave them. */
  asideAmong(connections: readonly Connection[], model: string): readonly string[] {
    const now = this.clock.now();
    return connections.filter((one) => this.governorOf(one).stepsAside(model, now)).map(({ keyName }) => keyName);
  }

  /** Hears when `waiting` may have become another one; not of requests that go at once. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Lets in whoever may go, and sets the alarm for the next who may. */
  private move(): void {
    this.alarm?.abort(MOVED);
    this.alarm = undefined;
    const now = this.clock.now();
    let next = Number.POSITIVE_INFINITY;
    for (const purpose of PURPOSES) {
      next = Math.min(next, this.moveLane(purpose, now));
    }
    if (Number.isFinite(next)) {
      this.alarm = new AbortController();
      void this.wake(next - now, this.alarm.signal);
    }
    this.tell();
  }

  /** Most requests go at once, and then there is nothing to tell. */
  private tell(): void {
    const isQueued = [...this.lanes.values()].some(({ length }) => length > 0);
    if (isQueued || this.wasQueued) {
      this.wasQueued = isQueued;
      for (const listener of this.listeners) {
        listener();
      }
    }
  }

  /** First come, first served, among those that want the same; a small request does not keep overtaking a large one. */
  private moveLane(purpose: Purpose, now: number): number {
    const lane = this.lanes.get(purpose) ?? [];
    const heads: { readonly ticket: Ticket; readonly waitsFor: Connection | undefined; readonly moment: number }[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const queued of [...lane]) {
      const { ticket, notBefore } = queued;
      const isDue = notBefore <= now;
      const waitsFor = isDue ? this.boundTo(ticket, now) : undefined;
      const head = heads.find(
        (one) => wantSame(one.ticket, ticket) && (one.waitsFor === undefined || one.waitsFor === waitsFor),
      );
      const governor = isDue && !head ? this.bestFor(ticket, now) : undefined;
      if (governor) {
        lane.splice(lane.indexOf(queued), 1);
        this.affinities.used(ticket.affinity, governor.connection);
        queued.letIn(this.passFrom(governor, ticket));
        continue;
      }
      const moment = Math.max(notBefore, head?.moment ?? this.earliest(ticket, now));
      if (isDue && !head) {
        heads.push({ ticket, waitsFor, moment });
      }
      queued.told(moment);
      next = Math.min(next, moment);
    }
    return lane.length > 0 && this.settings.isPaused(purpose) ? now + LOOK_AGAIN_MS : next;
  }

  private async wake(milliseconds: number, signal: AbortSignal): Promise<void> {
    await this.clock.wait(milliseconds, signal);
    if (!signal.aborted) {
      this.move();
    }
  }

  private bestFor(ticket: Ticket, now: number): Governor | undefined {
    if (this.settings.isPaused(ticket.purpose)) {
      return undefined;
    }
    const free = this.prospects(ticket, now).filter(({ moment }) => moment <= now);
    return free.map(({ governor }) => governor).sort((a, b) => a.load[0] - b.load[0] || a.load[1] - b.load[1])[0];
  }

  private earliest(ticket: Ticket, now: number): number {
    return Math.min(...this.prospects(ticket, now).map(({ moment }) => moment));
  }

  /** The key that it stays with; undefined where that is not free soon, or there is no such key. */
  private boundTo(ticket: Ticket, now: number): Connection | undefined {
    const bound = this.affinities.of(ticket.affinity);
    const [only, ...more] = bound ? this.prospects(ticket, now) : [];
    return only && more.length === 0 && only.governor.connection === bound ? bound : undefined;
  }

  private prospects(ticket: Ticket, now: number): readonly Prospect[] {
    const atOnce = this.settings.atOnce();
    const all = this.candidates(ticket, now).map((governor) => ({
      governor,
      moment: governor.earliest(ticket, atOnce, now),
    }));
    const last = this.affinities.of(ticket.affinity);
    const bound = all.find(({ governor, moment }) => governor.connection === last && moment <= now + WORTH_WAITING_MS);
    return bound ? [bound] : all;
  }

  /** Keys that step aside are left out, unless there is no other: then the person hears of it. */
  private candidates({ connections, model, except }: Ticket, now: number): readonly Governor[] {
    const all = connections.filter((one) => one !== except).map((one) => this.governorOf(one));
    const willing = all.filter((governor) => !governor.stepsAside(model, now));
    if (willing.length > 0 || except) {
      return willing;
    }
    const due = all.filter((governor) => governor.isToBeLookedAfter(now));
    return due.length > 0 ? due : all;
  }

  /** Somebody wants to use these: those that stepped aside some time ago may be well again, and no request is risked. */
  private lookAfter({ connections, model }: Ticket): void {
    const now = this.clock.now();
    const all = connections.map((one) => this.governorOf(one));
    if (all.every((governor) => governor.stepsAside(model, now))) {
      return;
    }
    for (const governor of all) {
      if (governor.isToBeLookedAfter(now) && !this.probing.has(governor)) {
        void this.look(governor);
      }
    }
  }

  private async look(governor: Governor): Promise<void> {
    this.probing.add(governor);
    try {
      governor.lookedAfter(await this.probe(governor.connection), this.clock.now());
    } finally {
      this.probing.delete(governor);
      this.move();
    }
  }

  private governorOf(connection: Connection): Governor {
    const server = this.servers.get(connection.base) ?? new Aside();
    this.servers.set(connection.base, server);
    const known = this.governors.get(connection) ?? new Governor(connection, this.limits, server);
    this.governors.set(connection, known);
    return known;
  }

  private passFrom(governor: Governor, ticket: Ticket): Pass {
    const hold = governor.take(ticket, this.clock.now());
    let isOver = false;
    return {
      connection: governor.connection,
      heard: (headers) => {
        governor.heard(hold, headers, this.clock.now());
        this.move();
      },
      done: (end) => {
        if (!isOver) {
          isOver = true;
          this.inVain.ended(governor.connection, ticket, end, this.clock.now());
          governor.done(hold, end, this.clock.now());
          this.move();
        }
      },
    };
  }
}

function wantSame(a: Ticket, b: Ticket): boolean {
  return (
    a.model === b.model &&
    a.connections.length === b.connections.length &&
    a.connections.every((connection, at) => connection === b.connections[at])
  );
}
