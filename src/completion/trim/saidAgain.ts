import { saidAgain as lengthSaidAgain } from "../lines";
import type { TrimRule } from "./rule";

/** Some models begin the line anew: what stands before the cursor is not said again. */
export const saidAgain: TrimRule = {
  trim(suggestion, { prefix }) {
    return { ...suggestion, text: suggestion.text.slice(lengthSaidAgain(prefix, suggestion.text)) };
  },
};
