import { indentWidth, isBlank, isSameLine, saidAgain } from "../lines";
import { lineBefore, linesBelow, type Snapshot } from "../snapshot";
import { isUnfinished } from "../unfinished";
import type { StopRule } from "./rule";
import { isEndedBySign, terminatedLine } from "./terminated";

/** A statement that goes on for longer than this is shown only to the end of its first line. */
const MAX_LINES = 12;
/** Where a sign tells the end for certain, more lines are waited for. */
const MAX_SIGNED_LINES = 40;
/** Models that are made to talk begin so; the line comes after it. */
const FENCE = /^\s*```[^\n]*\n/;
/** A tag whose attributes follow on the next lines. */
const OPENS_TAG = /^\s*<\p{L}[\w.:-]*(?:\s[^<>]*)?$/u;
/** An operator, a backslash, an annotation or the head of a statement: a line that is no statement without the next. */
const GOES_ON =
  /(?:\s(?:[-+*%&]|[-+*/%&|<>=!]?={1,2}|&&|\|\||\?\?|[=-]>)|\\|^\s*(?:var|let|const)\s.*,)$|^\s*(?:@[\w.]+(?:\(.*\))?|\[[A-Z]\w*(?:\(.*\))?\])$/;
const HEAD = /^\s*(?:\}\s*)?(?:else|(?:else\s+)?(?:if|for|foreach|while)\s*\(.*\))$/;
/** Begins a line that belongs to the one above it. */
const CONTINUES = /^\s*(?:\??\.[\p{L}_]|&&|\|\||\?\?|[?:+|,]\s)/u;
/** Nothing but white space has come of a line that may begin so. */
const MAY_CONTINUE = /^\s*[.&|?:+,]?$/;
/** A line of these is never continued by how the next one begins. */
const NEVER_CONTINUED: ReadonlySet<string> = new Set(["python", "markdown", "plaintext", "yaml", "json"]);
/** No line that follows such an end belongs to it. */
const ENDED = /[;{},]$/;

/**
 * A suggestion for the line ends with it; if the statement goes on there, with the line that ends the statement and
 * closes what the text below does not close. Behind a tag that is left open it ends where the text below begins.
 */
export const endOfLine: StopRule = {
  end({ text, snapshot, extent, complete }) {
    if (extent !== "line") {
      return undefined;
    }
    const before = lineBefore(snapshot);
    const fence = snapshot.languageId === "markdown" ? 0 : (FENCE.exec(text)?.[0].length ?? 0);
    const again = fence + saidAgain(snapshot.prefix, text.slice(fence));
    const lines = text.slice(again).split("\n");
    const first = lines.findIndex((line) => !isBlank(line));
    // The last line may still grow.
    const whole = complete ? lines.length : lines.length - 1;
    const isBelow = first > 0 && !isBlank(before);
    const isOther = isBelow && !belongsBelow(lines[first] ?? "", before);
    if (!isBlank(before) && (isOther || (fence > 0 && fence === again && whole > 0))) {
      return fence;
    }
    const last = first === -1 ? undefined : lastLine(lines, first, whole, snapshot, complete);
    const end = last === undefined ? undefined : again + lines.slice(0, last + 1).join("\n").length;
    return complete && end === text.length ? undefined : end;
  },
};

/** Whether a line goes on with the one above it that the cursor ends. */
function belongsBelow(line: string, before: string): boolean {
  return indentWidth(line) > indentWidth(before) || CONTINUES.test(line) || line.trim() === "{";
}

/**
 * @param whole how many of the lines have come to their end
 * @returns the last line of a suggestion that begins with the line `first`; undefined if it may go on
 */
function lastLine(
  lines: readonly string[],
  first: number,
  whole: number,
  snapshot: Snapshot,
  complete: boolean,
): number | undefined {
  const [below = ""] = linesBelow(snapshot);
  const begun = (first > 0 && !isBlank(lineBefore(snapshot)) ? "" : lineBefore(snapshot)) + (lines[first] ?? "");
  const isByLayout = !isEndedBySign(begun, snapshot) || CONTINUES.test(below);
  const most = Math.min(whole, first + (isByLayout ? MAX_LINES : MAX_SIGNED_LINES));
  const over = complete || whole > most ? first : undefined;
  if (most > first && OPENS_TAG.test(begun)) {
    const next = lines.slice(0, most).findIndex((line, at) => at > first && isSameLine(line, below));
    return next !== -1 ? next - 1 : complete && whole === most ? whole - 1 : over;
  }
  if (!isByLayout) {
    const rest = lines.slice(first, most).map((line, at) => (at === 0 ? begun : line));
    const end = terminatedLine(rest, (at) => lines.slice(0, first + at + 1).join("\n"), snapshot, over !== undefined);
    // An answer that has ended is one statement, however it ends.
    return end === undefined ? (complete && most === whole ? whole - 1 : over) : first + end;
  }
  for (let at = first; at < most; at++) {
    const line = at === first ? begun : (lines[at] ?? "");
    const said = lines.slice(0, at + 1).join("\n");
    if (isBlank(line) || isUnfinished(snapshot.prefix + said, snapshot.suffix)) {
      continue;
    }
    const goesOn = goesOnBelow(line, lines[at + 1], at + 1 < whole, below, snapshot.languageId);
    if (goesOn === undefined && !complete) {
      return undefined;
    }
    if (goesOn !== true) {
      return at;
    }
  }
  return over;
}

/** Whether the next line belongs to the same statement; undefined if too little has come of it. */
function goesOnBelow(
  line: string,
  next: string | undefined,
  nextIsWhole: boolean,
  below: string,
  languageId: string,
): boolean | undefined {
  if (CONTINUES.test(below)) {
    return false;
  }
  const text = line.trimEnd();
  if (
    GOES_ON.test(text) ||
    (HEAD.test(text) && indentWidth(below) <= indentWidth(line) && !below.trimStart().startsWith("{"))
  ) {
    return true;
  }
  if (next === undefined || ENDED.test(text) || NEVER_CONTINUED.has(languageId)) {
    return false;
  }
  return CONTINUES.test(next) || (!nextIsWhole && MAY_CONTINUE.test(next) ? undefined : false);
}
