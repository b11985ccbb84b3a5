import type { Corpus } from "../corpus";
import type { OracleOptions } from "../oracle";
import type { Outcome } from "../run";

/** What the process that types is told. */
export interface Typing {
  /** Where `@vscode/chat-lib` is installed. */
  readonly folder: string;
  readonly corpus: Omit<Corpus, "files">;
  /** The corpus's, by their paths: a map cannot be sent. */
  readonly files: readonly (readonly [string, string])[];
  readonly gaps: readonly number[];
  readonly server: Omit<OracleOptions, "elsewhere">;
}

/** What it answers. */
export interface SideBySide {
  readonly ours: Outcome;
  readonly peer: Outcome;
}
