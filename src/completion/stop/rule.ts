import type { Extent } from "../extent";
import type { Snapshot } from "../snapshot";

/** Tells where a suggestion ends while it still streams in. One file each, listed in `stop/index.ts`. */
export interface StopRule {
  /**
   * @param text all that has arrived
   * @param complete nothing more will come
   * @returns the length of the suggestion once its end is known, undefined while it may go on
   */
  end(text: string, snapshot: Snapshot, extent: Extent, complete: boolean): number | undefined;
}
