import { followBrackets } from "../brackets";
import { closersBehind } from "../closers";
import { indentWidth, isBlank } from "../lines";
import { lineBefore, linesBelow, type Snapshot } from "../snapshot";
import { isUnfinished } from "../unfinished";
import type { StopRule } from "./rule";

/** In these a block begins with a colon and has no end of its own. */
const BY_INDENTATION: ReadonlySet<string> = new Set(["python"]);

/**
 * Several lines end with the one that opens what stands below already, and before the one that closes what was open
 * before the cursor and is closed below.
 */
export const balance: StopRule = {
  end({ text, snapshot, extent, complete }) {
    if (extent === "line") {
      return undefined;
    }
    const lines = text.split("\n");
    // The last line may still grow.
    const whole = complete ? lines.length : lines.length - 1;
    let said = "";
    let wasStray = false;
    let least = Number.POSITIVE_INFINITY;
    for (let at = 0; at < whole; at++) {
      const line = at === 0 ? lineBefore(snapshot) + (lines[0] ?? "") : (lines[at] ?? "");
      const upTo = at === 0 ? (lines[0] ?? "") : `${said}\n${line}`;
      const isStray = followBrackets(upTo).stray > 0;
      if (at > 0 && isStray && !wasStray && /^\s*[)\]}]/.test(line) && isWhole(said, snapshot)) {
        return said.trimEnd().length;
      }
      least = isBlank(line) ? least : Math.min(least, indentWidth(line));
      if (standsBelow(line, least, upTo, snapshot)) {
        return upTo.trimEnd().length;
      }
      wasStray = isStray;
      said = upTo;
    }
    return undefined;
  },
};

/** @param indent of what `said` begins with */
function standsBelow(line: string, indent: number, said: string, snapshot: Snapshot): boolean {
  if (isBlank(said) || indentWidth(linesBelow(snapshot)[0] ?? "") <= indent) {
    return false;
  }
  const code = line.trimEnd();
  return code.endsWith("{") ? isWhole(said, snapshot) : code.endsWith(":") && BY_INDENTATION.has(snapshot.languageId);
}

/** Whether all brackets are closed if nothing more is said. */
function isWhole(said: string, snapshot: Snapshot): boolean {
  const suffix = snapshot.suffix.slice(closersBehind(snapshot).length);
  return !isUnfinished(snapshot.prefix + said, suffix);
}
