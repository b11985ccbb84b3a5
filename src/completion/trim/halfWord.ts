import { isBlank, wholeStatements } from "../lines";
import { lineBefore } from "../snapshot";
import type { TrimRule } from "./rule";

/** At the token limit the last line is unfinished: it goes if there are others, else its last word goes. */
export const halfWord: TrimRule = {
  trim(suggestion, snapshot, { cut }) {
    if (!cut) {
      return suggestion;
    }
    const lines = suggestion.text.split("\n");
    const text = lines.slice(0, -1).every(isBlank)
      ? suggestion.text.replace(/[\p{L}\p{N}_$]+$/u, "")
      : lines.slice(0, wholeStatements(lines, lineBefore(snapshot))).join("\n");
    return { ...suggestion, text };
  },
};
