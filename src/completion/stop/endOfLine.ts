import type { StopRule } from "./rule";

/** A suggestion for the line ends with it. */
export const endOfLine: StopRule = {
  end(text, _snapshot, extent) {
    const end = text.indexOf("\n");
    return extent === "line" && end !== -1 ? end : undefined;
  },
};
