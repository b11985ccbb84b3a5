import { followBrackets } from "../brackets";
import { closes, indentWidth, isBlank, isSameLine } from "../lines";
import { lineBefore, linesBelow } from "../snapshot";
import type { TrimRule } from "./rule";

/** Lines below the cursor that two lines of a suggestion are looked for behind. */
const PASSED_OVER = 1;

/**
 * Drops the lines at a suggestion's end that already stand below the cursor, closing brackets among them. A line that the
 * person has begun is theirs, whatever stands below.
 */
export const repeatedLines: TrimRule = {
  trim(suggestion, snapshot, facts) {
    const below = linesBelow(snapshot);
    const lines = suggestion.text.split("\n");
    for (let at = 0; at < lines.length; at++) {
      const [first = "", ...others] = lines.slice(at);
      const tail = [at === 0 ? lineBefore(snapshot) + first : first, ...others];
      const isTheirs = at === 0 && !isBlank(lineBefore(snapshot)) && others.every(isBlank);
      if (!isTheirs && !isBlank(tail[0] ?? "") && repeats(tail, below) && !closesOwn(lines, at)) {
        const text = lines.slice(0, at).join("\n").trimEnd();
        // What is left may end with the same lines, said twice.
        return at === 0 ? undefined : repeatedLines.trim({ ...suggestion, text }, snapshot, facts);
      }
    }
    return suggestion;
  },
};

/** Whether `tail`, or two lines of it at least, are how `below` begins. */
function repeats(tail: readonly string[], below: readonly string[]): boolean {
  const said = tail.filter((line) => !isBlank(line));
  const sameFrom = (from: number) => {
    const differs = said.findIndex((line, at) => !isSameLine(line, below[from + at] ?? ""));
    return differs === -1 ? said.length : differs;
  };
  const same = sameFrom(0);
  return same === said.length || same >= 2 || (!closes(said[0] ?? "") && sameFrom(PASSED_OVER) >= 2);
}

/** Whether the line `at` closes what the suggestion itself opened, and so is not the one below the cursor. */
function closesOwn(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  if (!closes(line)) {
    return false;
  }
  if (/^\s*[)\]}]/.test(line)) {
    return followBrackets(lines.slice(0, at).join("\n")).open.length > 0;
  }
  const opener = lines.findLastIndex(
    (other, index) => index < at && !isBlank(other) && indentWidth(other) <= indentWidth(line),
  );
  return opener !== -1 && opener < at - 1;
}
