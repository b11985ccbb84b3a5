/** A request that the API refuses, and its neighbour that it takes. */
export interface Rule {
  readonly name: string;
  /** The fields that are added to a request that is right. */
  readonly refused: Readonly<Record<string, unknown>>;
  readonly accepted: Readonly<Record<string, unknown>>;
  readonly status: number;
  /** What the refusal's body says somewhere. */
  readonly says: RegExp;
}
