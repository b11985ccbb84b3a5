import type { Extent } from "../extent";
import type { Snapshot } from "../snapshot";
import type { Syntax } from "../syntax";
import { balance } from "./balance";
import { endOfBlock } from "./endOfBlock";
import { endOfLine } from "./endOfLine";
import { endOfStatement } from "./endOfStatement";
import { lineBelow } from "./lineBelow";
import type { StopRule } from "./rule";

/** The rule that ends a suggestion first has it. To add one, copy `endOfLine.ts` and add a line here. */
const STOP_RULES: readonly StopRule[] = [endOfLine, endOfStatement, endOfBlock, lineBelow, balance];

/**
 * @param text all that has arrived
 * @param complete nothing more will come
 * @param syntax what is known of the language; without it indentation tells
 * @returns the length of the suggestion once its end is known, undefined while it may go on
 */
export function endOf(
  text: string,
  snapshot: Snapshot,
  extent: Extent,
  complete: boolean,
  syntax?: Syntax,
): number | undefined {
  const arrived = { text, snapshot, extent, complete, syntax };
  const ends = STOP_RULES.map((rule) => rule.end(arrived)).filter((end) => end !== undefined);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}
