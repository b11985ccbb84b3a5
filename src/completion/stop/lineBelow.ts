import { isSameLine } from "../lines";
import { linesBelow } from "../snapshot";
import type { StopRule } from "./rule";

/** A suggestion of several lines ends where it comes to the line that already stands below the cursor. */
export const lineBelow: StopRule = {
  end(text, snapshot, _extent, complete) {
    const [below] = linesBelow(snapshot);
    if (below === undefined || !/[\p{L}\p{N}]/u.test(below)) {
      return undefined;
    }
    const lines = text.split("\n");
    const whole = complete ? lines : lines.slice(0, -1);
    const found = whole.findIndex((line, at) => at > 0 && isSameLine(line, below));
    return found === -1 ? undefined : lines.slice(0, found).join("\n").trimEnd().length;
  },
};
