import { closes, isSameLine } from "../lines";
import { linesBelow } from "../snapshot";
import type { StopRule } from "./rule";

/** A suggestion of several lines ends where it comes to the line that already stands below the cursor. */
export const lineBelow: StopRule = {
  end({ text, snapshot }) {
    const [below] = linesBelow(snapshot);
    if (below === undefined || closes(below) || !/[\p{L}\p{N}]/u.test(below)) {
      return undefined;
    }
    // The last line may still grow.
    const lines = text.split("\n").slice(0, -1);
    const found = lines.findIndex((line, at) => at > 0 && isSameLine(line, below));
    return found === -1 ? undefined : lines.slice(0, found).join("\n").trimEnd().length;
  },
};
