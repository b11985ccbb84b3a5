import { lineBefore } from "../snapshot";
import type { TrimRule } from "./rule";

/** One space is enough: after one that has been typed, a suggestion does not begin with another. */
export const space: TrimRule = {
  trim(suggestion, snapshot) {
    const typed = /\S[ \t]+$/.test(lineBefore(snapshot));
    return typed ? { ...suggestion, text: suggestion.text.replace(/^[ \t]+/, "") } : suggestion;
  },
};
