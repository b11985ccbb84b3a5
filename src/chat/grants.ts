import type { Policy } from "./permission";
import type { EffectKind } from "./tools/tool";

/** An effect on one thing: the true path of a file, a command's whole line, a host. */
export interface Subject {
  readonly effect: EffectKind;
  readonly what: string;
}

/** What a person has said once and for more than once. */
export interface Grant extends Subject {
  readonly policy: Exclude<Policy, "none">;
  /** The chat that it is for, if it is for one. */
  readonly conversation?: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Where grants are kept: with the person's own things, where no file of a workspace can put one. */
export interface GrantStore {
  read(): unknown;
  write(grants: readonly Grant[]): void;
}

/** Those for one chat are of no use when it is over, and nobody says when that is. */
const MOST_FOR_CHATS = 200;

/** What the person has allowed and forbidden in this workspace. */
export class Grants {
  constructor(
    private readonly store: GrantStore,
    private readonly now: () => number,
  ) {}

  /** The latest first. What is there and cannot be read grants nothing. */
  all(): readonly Grant[] {
    const kept = this.store.read();
    return Array.isArray(kept) ? kept.filter(isGrant) : [];
  }

  policyFor(subject: Subject, conversation: string): Policy {
    const policies = this.all()
      .filter((grant) => isSame(grant, subject) && (grant.policy !== "chat" || grant.conversation === conversation))
      .map(({ policy }) => policy);
    return (["never", "chat", "workspace"] as const).find((policy) => policies.includes(policy)) ?? "none";
  }

  /** What is forbidden is allowed nowhere any more, and the other way round. */
  add({ effect, what }: Subject, policy: Grant["policy"], conversation: string): void {
    const grant: Grant = { effect, what, policy, ...(policy === "chat" ? { conversation } : {}), since: this.now() };
    const others = this.all().filter(
      (other) =>
        !isSame(other, grant) || (policy !== "never" && other.policy !== "never" && !isSameScope(other, grant)),
    );
    const forChats = others.filter((other) => other.policy === "chat").slice(0, MOST_FOR_CHATS - 1);
    this.store.write([grant, ...others.filter((other) => other.policy !== "chat" || forChats.includes(other))]);
  }

  takeBack(grant: Grant): void {
    this.store.write(this.all().filter((other) => !(isSame(other, grant) && isSameScope(other, grant))));
  }

  /** The chats are deleted, and what was said in them about files with them. */
  forgetChats(): void {
    this.store.write(this.all().filter(({ policy }) => policy !== "chat"));
  }
}

function isSame(one: Subject, other: Subject): boolean {
  return one.effect === other.effect && one.what === other.what;
}

function isSameScope(one: Grant, other: Grant): boolean {
  return one.policy === other.policy && one.conversation === other.conversation;
}

const EFFECTS: readonly unknown[] = ["reads", "writes", "deletes", "runs", "sends", "asks"] satisfies EffectKind[];
const POLICIES: readonly unknown[] = ["chat", "workspace", "never"] satisfies Grant["policy"][];

function isGrant(value: unknown): value is Grant {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { effect, what, policy, conversation, since } = value as Record<string, unknown>;
  return (
    EFFECTS.includes(effect) &&
    POLICIES.includes(policy) &&
    typeof what === "string" &&
    typeof since === "number" &&
    (policy === "chat" ? typeof conversation === "string" : conversation === undefined)
  );
}
