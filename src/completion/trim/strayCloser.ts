import { followBrackets } from "../brackets";
import type { TrimRule } from "./rule";

const CLOSERS_AT_END = /[)\]]+(?=[;,]?$)/;
const ONLY_CLOSERS = /^[\s)\]};,]*$/;

/** Parentheses that nothing opened, at an answer's end. */
export const strayCloser: TrimRule = {
  trim(suggestion, { prefix }) {
    const { text } = suggestion;
    const closers = CLOSERS_AT_END.exec(text);
    // A line of nothing else closes what may have been opened far above.
    if (!closers || ONLY_CLOSERS.test(text.slice(text.lastIndexOf("\n") + 1))) {
      return suggestion;
    }
    const before = followBrackets(prefix);
    const end = closers.index + closers[0].length;
    let from = end;
    while (from > closers.index && isStray(text.slice(0, from), before.open)) {
      from--;
    }
    const left = text.slice(0, from) + text.slice(end);
    return before.stray > 0 ? suggestion : { ...suggestion, text: left };
  },
};

/** Whether nothing at all is open that the text's last character could close. */
function isStray(text: string, open: readonly string[]): boolean {
  const now = followBrackets(text.slice(0, -1), open).open;
  return !now.some((closer) => closer === text.at(-1) || "\"'`".includes(closer));
}
