import { lineAfter } from "../snapshot";
import type { TrimRule } from "./rule";

/** White space alone is no suggestion, and at the end of one it is wanted only in front of a word. */
export const blank: TrimRule = {
  trim(suggestion, snapshot) {
    const text = suggestion.text.trimEnd();
    if (text === "") {
      return undefined;
    }
    return /^[\p{L}\p{N}_$]/u.test(lineAfter(snapshot)) ? suggestion : { ...suggestion, text };
  },
};
