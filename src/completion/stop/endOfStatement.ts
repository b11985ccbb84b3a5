import { isBlank } from "../lines";
import { lineBefore } from "../snapshot";
import type { Arrived, StopRule } from "./rule";

/** Where a grammar is at hand, a suggestion ends with the statement that it begins or goes on with. */
export const endOfStatement: StopRule = {
  end(arrived) {
    const { text, snapshot, complete, syntax } = arrived;
    return isByStatement(arrived) ? syntax?.endOf(text, snapshot, complete) : undefined;
  },
};

/** Whether syntax tells the end; where it does not, lines and indentation do. */
export function isByStatement({ snapshot, extent, syntax }: Arrived): boolean {
  const place = extent === "line" ? undefined : syntax?.placeAt(snapshot);
  const isWholeBlock = place?.kind === "emptyBlock" || (snapshot.explicit && isBlank(lineBefore(snapshot)));
  return place !== undefined && !(isWholeBlock && extent === "block");
}
