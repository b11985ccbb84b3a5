import type { Work } from "./keys/apiKey";

/** How long a server may be silent, in milliseconds. There is no limit for a stream that keeps talking. */
export interface Patience {
  readonly toFirstEvent: number;
  readonly betweenEvents: number;
  /** After an answer's end only the usage can follow; a server that then holds the connection is not waited for. */
  readonly afterFinish: number;
}

/** How requests are treated that are made for one purpose. */
export interface Rules {
  /** What a key has to be for; `any`: it is asked of whichever key it is about. */
  readonly work: Exclude<Work, "both"> | "any";
  /** How often something is tried at most. */
  readonly attempts: number;
  readonly patience: Patience;
  /** Part of a minute's allowance that is left to more urgent purposes. */
  readonly reserve: number;
  /** Whether somebody sits and waits for the answer. */
  readonly isWaitedFor: boolean;
  /** Whether it is asked at each key, unbidden: then it waits after a failure, longer each time. */
  readonly asksByItself: boolean;
  /** Whether it asks a model, and so counts towards its limits and a key's slots; the rest goes at once. */
  readonly asksModel: boolean;
}

/** A long prompt may take a large model most of a minute to read. */
const FOR_A_LONG_PROMPT: Patience = { toFirstEvent: 90_000, betweenEvents: 60_000, afterFinish: 1_000 };

/** What requests are made for, the most urgent first. */
const TABLE = {
  // A suggestion that comes later than this is of no use to somebody typing: the next key asks anew.
  completion: {
    ...{ work: "completion", attempts: 1, reserve: 0, isWaitedFor: true, asksByItself: true, asksModel: true },
    patience: { toFirstEvent: 10_000, betweenEvents: 5_000, afterFinish: 1_000 },
  },
  chat: {
    ...{ work: "chat", attempts: 4, reserve: 0.05, isWaitedFor: true, asksByItself: false, asksModel: true },
    patience: FOR_A_LONG_PROMPT,
  },
  refactoring: {
    ...{ work: "chat", attempts: 4, reserve: 0.1, isWaitedFor: true, asksByItself: false, asksModel: true },
    patience: FOR_A_LONG_PROMPT,
  },
  background: {
    ...{ work: "chat", attempts: 4, reserve: 0.1, isWaitedFor: false, asksByItself: false, asksModel: true },
    patience: FOR_A_LONG_PROMPT,
  },
  // Which models there are, whether a key is good: nothing of the person's goes out.
  control: {
    ...{ work: "any", attempts: 1, reserve: 0, isWaitedFor: false, asksByItself: false, asksModel: false },
    patience: { toFirstEvent: 10_000, betweenEvents: 10_000, afterFinish: 1_000 },
  },
} as const satisfies Readonly<Record<string, Rules>>;

export type Purpose = keyof typeof TABLE;

export const RULES: Readonly<Record<Purpose, Rules>> = TABLE;

export const PURPOSES = Object.keys(TABLE) as readonly Purpose[];

/** The purposes for which a model is asked. */
export type ModelPurpose = Exclude<Purpose, "control">;
