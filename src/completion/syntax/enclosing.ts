import { closes, indentWidth, isBlank, opens } from "../lines";
import { lineBefore, type Snapshot } from "../snapshot";

/** So far back is looked. */
const MAX_CHARACTERS = 4_000;
/** Belongs to the line above that is indented alike, and makes no sense without it. */
const GOES_ON = /^\s*(?:(?:else|elif|elsif|except|finally|catch|rescue|ensure)\b|\?\.|\.\w|\{)/;

/** Whether a line continues what the lines above it, indented alike, began. */
export function goesOn(line: string): boolean {
  return GOES_ON.test(line);
}

/**
 * The lines that the cursor's line stands within: of what comes before it, only what is open there. A parser needs no
 * more to see whether a statement is whole, and whatever is broken elsewhere in the file does not matter.
 */
export function enclosingLines(snapshot: Snapshot): string[] {
  const { prefix } = snapshot;
  const before = lineBefore(snapshot);
  const lines = prefix.slice(-MAX_CHARACTERS).split("\n").slice(0, -1);
  if (prefix.length > MAX_CHARACTERS) {
    lines.shift();
  }
  let level = indentWidth(before);
  const last = lines.findLast((line) => !isBlank(line));
  if (isBlank(before) && last !== undefined && opens(last)) {
    level = Math.max(level, indentWidth(last) + 1);
  }
  const kept: string[] = [];
  // While this holds, lines are the inside of what the line below them ends.
  let ends = !isBlank(before) && (closes(before) || goesOn(before));
  for (const line of lines.toReversed()) {
    if (isBlank(line)) {
      continue;
    }
    const indent = indentWidth(line);
    const isFurtherOut = indent < level;
    const begins = indent <= level && !closes(line) && !goesOn(line);
    if (isFurtherOut || ends) {
      kept.push(line);
    }
    if (isFurtherOut) {
      level = indent;
      ends = !begins;
    } else if (ends && begins) {
      ends = false;
    }
  }
  return kept.toReversed();
}
