import { type ApiProblem, type Cure, cureOf, sentenceOf } from "../../mistral/errors";
import type { Trouble } from "../../mistral/health";
import type { ApiKey, Work } from "../../mistral/keys/apiKey";
import type { Purpose } from "../../mistral/purpose";

/** All that the status bar item tells of. */
export interface StatusFacts {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Undefined while they are being looked up. */
  readonly keys: readonly Pick<ApiKey, "name" | "server" | "work">[] | undefined;
  /** The server of keys that name none. */
  readonly setting: string;
  /** Somebody waits because a limit is reached. `until` is in milliseconds since 1970. */
  readonly waiting: { readonly purpose: Purpose; readonly until: number } | undefined;
  readonly failure: Trouble | undefined;
  readonly aside: readonly Trouble[];
  readonly isThinking: boolean;
  /** Why ghost text is off where the cursor is. */
  readonly off: string | undefined;
  readonly snooze: { readonly sentence: string; readonly minutesLeft: number } | undefined;
}

/** What a click is for, besides the menu. */
export type StatusCure = Exclude<Cure, "retry" | "continue"> | "tryConnection" | "pickCompletionModel";

export interface StatusItem {
  readonly kind: "starting" | "noKey" | "waiting" | "failure" | "thinking" | "off" | "snoozed" | "ready";
  /** As it stands in the status bar, with its icon. */
  readonly text: string;
  /** What is true, as sentences. */
  readonly says: readonly string[];
  /** What the menu offers first. */
  readonly cure?: StatusCure;
  /** The item will say something else after so many milliseconds. */
  readonly changesAfter?: number;
}

const SECOND = 1_000;

const WHO_WAITS: Readonly<Record<Purpose, string>> = {
  completion: "Ghost text waits",
  chat: "The chat waits",
  refactoring: "The refactoring waits",
  background: "Background work waits",
  control: "The list of models waits",
};

/** What the status bar item says. Of several things that are true at once, the one that a person would want to know. */
export function statusItem(facts: StatusFacts): StatusItem {
  const { now, keys, waiting, failure, aside } = facts;
  if (!keys) {
    return { kind: "starting", text: "$(sparkle) Codestral", says: ["Codestral is starting."] };
  }
  if (keys.length === 0) {
    return { kind: "noKey", text: "$(key) Codestral: no key", says: ["Set an API key to begin."], cure: "setApiKey" };
  }
  if (waiting && waiting.until > now) {
    return limited(WHO_WAITS[waiting.purpose], waiting.until - now);
  }
  if (failure) {
    return failed(failure, facts);
  }
  const item = usual(facts);
  const ends = aside.flatMap(({ until }) => (until === undefined ? [] : [until - now]));
  const [first] = aside;
  return {
    ...item,
    says: [
      ...item.says,
      ...(doing("completion", keys) ? [] : ["No API key is there for ghost text."]),
      ...(doing("chat", keys) ? [] : ["No API key is there for the chat."]),
      ...aside.map(sentenceOfAside),
    ],
    ...(first && !item.cure ? { cure: cureOfTrouble(first, facts) } : {}),
    ...(ends.length > 0 ? { changesAfter: Math.min(...ends) } : {}),
  };
}

/** Where a button would try again, the menu asks the server; and there are two kinds of models and of servers. */
function cureOfTrouble({ problem, purpose, keyName }: Trouble, { keys, setting }: StatusFacts): StatusCure {
  const cure = cureOf(problem);
  if (cure === "retry") {
    return "tryConnection";
  }
  if (cure === "pickChatModel") {
    return purpose === "completion" ? "pickCompletionModel" : cure;
  }
  const followsSetting = keys?.some(({ name, server }) => name === keyName && server === setting);
  return cure === "manageApiKeys" && problem.kind !== "refusedKey" && followsSetting ? "openSettings" : cure;
}

function usual({ keys, isThinking, off, snooze }: StatusFacts): StatusItem {
  if (isThinking) {
    return { kind: "thinking", text: "$(loading~spin) Codestral", says: ["Codestral is thinking."] };
  }
  if (off !== undefined) {
    return { kind: "off", text: "$(circle-slash) Codestral", says: [off] };
  }
  if (snooze) {
    const left = Number.isFinite(snooze.minutesLeft) ? ` ${snooze.minutesLeft} min` : "";
    return { kind: "snoozed", text: `$(bell-slash) Codestral${left}`, says: [snooze.sentence] };
  }
  return keys && !doing("completion", keys)
    ? { kind: "noKey", text: "$(key) Codestral: chat only", says: [], cure: "manageApiKeys" }
    : { kind: "ready", text: "$(sparkle) Codestral", says: ["Codestral is ready."] };
}

function doing(work: Work, keys: readonly Pick<ApiKey, "work">[]): boolean {
  return keys.some((key) => key.work === work || key.work === "both");
}

function limited(who: string, milliseconds: number): StatusItem {
  const seconds = Math.ceil(milliseconds / SECOND);
  return {
    kind: "waiting",
    text: `$(watch) Codestral ${seconds} s`,
    says: [`${who} for a rate limit and goes on in ${seconds} s.`],
    cure: "manageApiKeys",
    changesAfter: milliseconds % SECOND || SECOND,
  };
}

function failed(trouble: Trouble, facts: StatusFacts): StatusItem {
  const { problem, purpose, until } = trouble;
  const { now } = facts;
  if (problem.kind === "rateLimited" && until !== undefined) {
    if (problem.retryAfterMs !== undefined) {
      return limited(WHO_WAITS[purpose], until - now);
    }
    const says = [`${WHO_WAITS[purpose]} for a rate limit; the server does not say how long.`];
    return { kind: "waiting", text: "$(watch) Codestral", says, cure: "manageApiKeys", changesAfter: until - now };
  }
  const cure = cureOfTrouble(trouble, facts);
  return { kind: "failure", text: labelOf(problem), says: [sentenceOf(problem)], cure };
}

function labelOf({ kind }: ApiProblem): string {
  if (kind === "offline") {
    return "$(debug-disconnect) Codestral: offline";
  }
  return kind === "refusedKey" ? "$(warning) Codestral: key refused" : "$(warning) Codestral";
}

function sentenceOfAside({ keyName, problem }: Trouble): string {
  return problem.kind === "rateLimited"
    ? `The key “${keyName}” rests, as its rate limit is reached.`
    : `The key “${keyName}” is not used: ${sentenceOf(problem)}`;
}
