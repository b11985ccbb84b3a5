/** A key as it was found, before anybody has tried it. */
export interface FoundKey {
  readonly secret: string;
  /** What stood beside it. */
  readonly name?: string;
  /** It was called a Codestral key: perhaps only codestral.mistral.ai takes it, and perhaps it is like any other. */
  readonly isCodestral?: true;
}

export interface FoundKeys {
  /** Each once, in the order they stand there. */
  readonly keys: readonly FoundKey[];
  /** What else the file says, for the person to decide about. */
  readonly model?: string;
  /** Tokens. */
  readonly contextWindow?: number;
}

/** Why nothing was found and what to do, in a sentence that repeats nothing of what was read. */
export interface NothingFound {
  readonly sentence: string;
}
