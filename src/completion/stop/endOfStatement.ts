import { closes, isBlank, saidAgain } from "../lines";
import { lineBefore, linesBelow, type Snapshot } from "../snapshot";
import { isUnfinished } from "../unfinished";
import type { Arrived, StopRule } from "./rule";

/** What is still open after so many lines is not waited for. */
const MAX_LINES = 12;

/**
 * Where a grammar is at hand, a suggestion ends with the statement that it begins or goes on with. Where that leaves
 * open what the text below does not close either, and the answer goes on to close it, it ends with the line that does.
 */
export const endOfStatement: StopRule = {
  end(arrived) {
    const { text, snapshot, complete, syntax } = arrived;
    if (!isByStatement(arrived)) {
      return undefined;
    }
    const again = saidAgain(snapshot.prefix, text);
    const end = syntax?.endOf(text.slice(again), snapshot, complete);
    return end === undefined ? undefined : closedEnd(text, again + end, snapshot, complete);
  },
};

/** Whether syntax tells the end; where it does not, lines and indentation do. */
export function isByStatement({ snapshot, extent, syntax }: Arrived): boolean {
  const place = extent === "line" ? undefined : syntax?.placeAt(snapshot);
  const isWholeBlock = place?.kind === "emptyBlock" || (snapshot.explicit && isBlank(lineBefore(snapshot)));
  return place !== undefined && !(isWholeBlock && extent === "block");
}

/** @param end of the statement; who writes where nothing stands below has not come to closing yet */
function closedEnd(text: string, end: number, snapshot: Snapshot, complete: boolean): number | undefined {
  const leavesOpen = (said: number) => isUnfinished(snapshot.prefix + text.slice(0, said), snapshot.suffix);
  if (linesBelow(snapshot).length === 0 || !leavesOpen(end)) {
    return end;
  }
  const rest = text.slice(end);
  if (isBlank(rest) && !complete) {
    return undefined;
  }
  return closes(rest) ? endOfClosing(text, end, leavesOpen, complete) : end;
}

function endOfClosing(
  text: string,
  end: number,
  leavesOpen: (said: number) => boolean,
  complete: boolean,
): number | undefined {
  const lines = text.split("\n");
  // The last line may still grow.
  const whole = complete ? lines.length : lines.length - 1;
  let said = -1;
  for (const line of lines.slice(0, Math.min(whole, MAX_LINES))) {
    said += line.length + 1;
    if (said > end && !isBlank(line) && !leavesOpen(said)) {
      return said;
    }
  }
  return complete || whole >= MAX_LINES ? end : undefined;
}
