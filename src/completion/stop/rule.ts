import type { Extent } from "../extent";
import type { Snapshot } from "../snapshot";
import type { Syntax } from "../syntax";

/** An answer that streams in, and the place that it is for. */
export interface Arrived {
  /** All that has arrived. */
  readonly text: string;
  readonly snapshot: Snapshot;
  readonly extent: Extent;
  /** Nothing more will come. */
  readonly complete: boolean;
  /** What the language's grammar knows; undefined where there is none. */
  readonly syntax: Syntax | undefined;
}

/** Tells where a suggestion ends while it still streams in. One file each, listed in `stop/index.ts`. */
export interface StopRule {
  /** @returns the length of the suggestion once its end is known, undefined while it may go on */
  end(arrived: Arrived): number | undefined;
}
