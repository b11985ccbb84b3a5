import { wholeStatements } from "../lines";
import type { TrimRule } from "./rule";

/** At the token limit the last line is unfinished: it goes if there are others, else its last word goes. */
export const halfWord: TrimRule = {
  trim(suggestion, _snapshot, { cut }) {
    if (!cut) {
      return suggestion;
    }
    const lines = suggestion.text.trimStart().split("\n").slice(0, -1);
    const lead = suggestion.text.length - suggestion.text.trimStart().length;
    const text =
      lines.length > 0
        ? suggestion.text.slice(0, lead) + lines.slice(0, wholeStatements(lines)).join("\n")
        : suggestion.text.replace(/[\p{L}\p{N}_$]+$/u, "");
    return { ...suggestion, text };
  },
};
