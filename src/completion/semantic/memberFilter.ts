import type { Clock } from "../../mistral/clock";
import type { Snapshot, Suggestion } from "../snapshot";
import { type MemberAccess, memberAccessAt } from "./access";
import { mayBeMember } from "./verdict";

/** All members of something; undefined where they are not all known. */
type Names = ReadonlySet<string> | undefined;

/** What the filter needs of the editor. */
export interface MemberPort {
  /**
   * The names of all members that can stand behind the member access at a place; undefined if a language server does not
   * know them all. A set is taken at its word: names that it does not hold do not exist.
   */
  members(snapshot: Snapshot, signal: AbortSignal): Promise<Names>;
}

/**
 * From the request on. A language server that has the file open mostly answers in less, and a model seldom has said a
 * line by then, so that hardly any of it is ever waited for.
 */
const BUDGET_MS = 100;
/** What was written elsewhere meanwhile may have given an object new members. */
const MAX_AGE_MS = 10_000;
/** A few places that one comes back to by deleting or undoing. */
const KEPT = 16;
/** The same line may stand in two functions and mean two things; with so much text above it, it means the same. */
const NEAR = 1_000;

class Lookup {
  private readonly abort = new AbortController();
  over = false;
  names: Names;
  readonly done: Promise<void>;

  constructor(
    readonly asked: number,
    look: (signal: AbortSignal) => Promise<Names>,
  ) {
    this.done = this.run(look);
  }

  giveUp(): void {
    this.abort.abort();
  }

  private async run(look: (signal: AbortSignal) => Promise<Names>): Promise<void> {
    try {
      this.names = await look(this.abort.signal);
    } catch {
      // Without a language server nothing is known, and everything allowed.
    }
    this.over = true;
  }
}

/** Knows which members there are where one is about to be named, if a language server has said so in time. */
export class MemberFilter {
  private readonly lookups = new Map<string, Lookup>();
  private latest: string | undefined;

  constructor(
    private readonly port: MemberPort,
    private readonly clock: Clock,
  ) {}

  /**
   * A request is sent for the place where the cursor stands: its members are looked up, unless they are known. What was
   * being looked up for another place is given up. Never throws.
   */
  prepare(snapshot: Snapshot): void {
    const key = keyOf(snapshot, memberAccessAt(snapshot));
    if (key !== this.latest) {
      this.giveUp(this.latest);
      this.latest = key;
    }
    if (key === undefined || this.fresh(key)) {
      return;
    }
    this.giveUp(key);
    this.lookups.delete(key);
    const lookup = new Lookup(this.clock.now(), async (signal) => this.port.members(snapshot, signal));
    this.lookups.set(key, lookup);
    const [oldest] = this.lookups.keys();
    if (this.lookups.size > KEPT && oldest !== undefined) {
      this.lookups.delete(oldest);
    }
  }

  /** Resolves as soon as `allows` knows what it will know in time: at once, or within the budget. */
  async ready(snapshot: Snapshot): Promise<void> {
    const lookup = this.at(snapshot, memberAccessAt(snapshot));
    const left = lookup && !lookup.over ? lookup.asked + BUDGET_MS - this.clock.now() : 0;
    if (lookup && left > 0) {
      const enough = new AbortController();
      await Promise.race([lookup.done, this.clock.wait(left, enough.signal)]);
      enough.abort();
    }
  }

  /** False if it is known that the member with which the suggestion goes on does not exist. */
  allows(snapshot: Snapshot, suggestion: Suggestion): boolean {
    const access = memberAccessAt(snapshot);
    const names = this.at(snapshot, access)?.names;
    return !access || !names || names.size === 0 || mayBeMember(names, access, snapshot, suggestion);
  }

  private giveUp(key: string | undefined): void {
    const lookup = key === undefined ? undefined : this.lookups.get(key);
    if (key !== undefined && lookup && !lookup.over) {
      lookup.giveUp();
      this.lookups.delete(key);
    }
  }

  private at(snapshot: Snapshot, access: MemberAccess | undefined): Lookup | undefined {
    const key = keyOf(snapshot, access);
    return key === undefined ? undefined : this.fresh(key);
  }

  private fresh(key: string): Lookup | undefined {
    const lookup = this.lookups.get(key);
    return lookup && this.clock.now() - lookup.asked <= MAX_AGE_MS ? lookup : undefined;
  }
}

/** Names the place by the text up to the operator, so that it stays the same while the member's name is typed. */
function keyOf({ document, prefix }: Snapshot, access: MemberAccess | undefined): string | undefined {
  return access && `${document}\n${prefix.slice(0, prefix.length - access.begun.length).slice(-NEAR)}`;
}
