import { isBlank } from "../lines";
import type { Snapshot } from "../snapshot";
import { isTerminated, terminates } from "../terminators";
import { isUnfinished } from "../unfinished";

/** Says something to the reader or to the preprocessor, to the end of the line. */
const TO_LINE_END = /^\s*(?:\/\/|\/?\*|#)/;

/** Whether signs alone tell which line ends a statement that is begun with `line`. */
export function isEndedBySign(line: string, { languageId }: Snapshot): boolean {
  return isTerminated(languageId) && !TO_LINE_END.test(line);
}

/**
 * @param lines of an answer, the first with what stands before the cursor
 * @param said the answer up to the end of each line
 * @param isAll no more lines are to be looked at
 * @returns the line that ends the statement and leaves no bracket open; without one, of all lines, the first that ends a
 *   statement at all; undefined if more may come, or none does
 */
export function terminatedLine(
  lines: readonly string[],
  said: (at: number) => string,
  { prefix, suffix }: Snapshot,
  isAll: boolean,
): number | undefined {
  const ends = lines.flatMap((line, at) => (!isBlank(line) && terminates(line) ? [at] : []));
  const whole = ends.find((at) => !isUnfinished(prefix + said(at), suffix));
  return whole ?? (isAll ? ends[0] : undefined);
}
