import { closes, indentWidth, isBlank, opens, wholeStatements } from "../lines";
import { lineBefore } from "../snapshot";
import { isByStatement } from "./endOfStatement";
import type { StopRule } from "./rule";

/** More lines than this are read by nobody before they accept. */
const MAX_LINES = 24;
/** So many blank lines in a row are no part of anything. */
const MAX_BLANK = 2;
/** Goes on with the block that the cursor's line opened, at that line's own indentation. */
const GOES_ON = /^\s*(?:elif|else|except|finally|catch|rescue|ensure)\b/;
const IS_CASE = /^\s*(?:case|default)\b/;
const HAS_CASES = /\b(?:switch|select|match)\b/;

/**
 * A block ends before a line that is indented less than where it began, with the closing line of the block that the
 * cursor's line opened, or at a blank line once all that was opened is closed.
 */
export const endOfBlock: StopRule = {
  end(arrived) {
    if (arrived.extent === "line" || isByStatement(arrived)) {
      return undefined;
    }
    const { text, snapshot, complete, syntax } = arrived;
    // In a block that is empty yet, blank lines part what belongs to it.
    const isEmptyBlock = syntax?.placeAt(snapshot)?.kind === "emptyBlock";
    const before = lineBefore(snapshot);
    const opened = !isBlank(before);
    const lines = text.split("\n");
    const base = baseOf(before, lines);
    // The last line may still grow: what it is can be told only when it has ended.
    const whole = complete ? lines.length : lines.length - 1;
    let written = 0;
    let blank = 0;
    for (let at = 0; at < whole; at++) {
      const line = lines[at] ?? "";
      if (isBlank(line)) {
        blank++;
        if (blank > MAX_BLANK || (at > 0 && !opened && !isEmptyBlock && endsStatement(lines, at, base))) {
          return lengthOf(lines, at);
        }
        continue;
      }
      const indent = at === 0 ? base : indentWidth(line);
      const newParagraph = !isEmptyBlock && blank > 0 && written > 0;
      if (at > 0 && (indent < base || (indent === base && (opened || newParagraph) && !belongs(line, before)))) {
        return lengthOf(lines, at);
      }
      if (at > 0 && opened && indent === base && closes(line) && !opens(line)) {
        return lengthOf(lines, at + 1);
      }
      written++;
      blank = 0;
      if (written > MAX_LINES) {
        return lengthOf(lines, wholeStatements(lines.slice(0, at + 1), before));
      }
    }
    return undefined;
  },
};

/** The indentation that the block's lines have at least: the cursor's, or on an empty line the answer's own. */
function baseOf(before: string, lines: readonly string[]): number {
  const first = lines.findIndex((line) => !isBlank(line));
  if (!isBlank(before) || first === -1) {
    return indentWidth(before);
  }
  return Math.max(indentWidth(before), indentWidth(first === 0 ? before + lines[0] : (lines[first] ?? "")));
}

/** Whether a line at the block's own indentation is still part of it. */
function belongs(line: string, before: string): boolean {
  return closes(line) || GOES_ON.test(line) || (IS_CASE.test(line) && HAS_CASES.test(before));
}

/** Whether what comes before the line `end` is finished. */
function endsStatement(lines: readonly string[], end: number, base: number): boolean {
  const at = lines.findLastIndex((line, index) => index < end && !isBlank(line));
  const last = lines[at] ?? "";
  return at !== -1 && (at === 0 || indentWidth(last) <= base) && !opens(last);
}

function lengthOf(lines: readonly string[], end: number): number {
  return lines.slice(0, end).join("\n").trimEnd().length;
}
