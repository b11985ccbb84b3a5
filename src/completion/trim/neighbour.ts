import { isBlank } from "../lines";
import { lineAfter, lineBefore, linesBelow } from "../snapshot";
import type { TrimRule } from "./rule";

/** A single line that only says again what the line above or the next line says helps nobody. */
export const neighbour: TrimRule = {
  trim(suggestion, snapshot) {
    const { text, replaces } = suggestion;
    const line = (lineBefore(snapshot) + text + lineAfter(snapshot).slice(replaces)).trimEnd().split("\n").at(-1);
    if (text.trim().includes("\n") || line === undefined || line.trim().length < 3) {
      return suggestion;
    }
    const above = snapshot.prefix
      .split("\n")
      .slice(0, -1)
      .findLast((other) => !isBlank(other));
    return line === above?.trimEnd() || line === linesBelow(snapshot)[0] ? undefined : suggestion;
  },
};
