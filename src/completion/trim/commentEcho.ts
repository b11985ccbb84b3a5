import { isBlank } from "../lines";
import { lineBefore, type Snapshot } from "../snapshot";
import type { TrimRule } from "./rule";

const COMMENT = /^\s*(?:\/\/+!?|#+(?!\w)|--+|;;+|\/\*+|\*+(?!\w)|<!--|%+)\s*(.*?)\s*(?:\*\/|-->)?\s*$/;
/** Above the cursor. */
const MAX_LINES = 12;

/** A comment that says what the comment right above says already goes; what follows it stays. */
export const commentEcho: TrimRule = {
  trim(suggestion, snapshot) {
    const lines = suggestion.text.split("\n");
    const said = new Set(commentAbove(snapshot));
    const end = lines.findIndex((line, at) => {
      const words = isBlank(line) ? "" : wordsOf(at === 0 ? lineBefore(snapshot) + line : line);
      return words === undefined || (!isBlank(line) && !said.has(words));
    });
    const echoes = lines.slice(0, end === -1 ? lines.length : end).some((line) => !isBlank(line));
    if (!echoes || said.size === 0 || !isBlank(lineBefore(snapshot))) {
      return suggestion;
    }
    // The first line's indentation stands before the cursor already.
    return end === -1 ? undefined : { ...suggestion, text: unindented(lines.slice(end).join("\n"), snapshot) };
  },
};

function commentAbove({ prefix }: Snapshot): string[] {
  const above = prefix.split("\n").slice(0, -1).slice(-MAX_LINES).toReversed();
  const end = above.findIndex((line) => isBlank(line) || wordsOf(line) === undefined);
  return above.slice(0, end === -1 ? above.length : end).flatMap((line) => wordsOf(line) || []);
}

/** What a comment says, in a form that can be compared, if it says anything; undefined if the line is none. */
function wordsOf(line: string): string | undefined {
  const words = COMMENT.exec(line)?.[1];
  return words && !/\p{L}/u.test(words)
    ? ""
    : words
        ?.replace(/[.:…\s]+/g, " ")
        .trim()
        .toLowerCase();
}

function unindented(text: string, snapshot: Snapshot): string {
  const before = lineBefore(snapshot);
  return text.startsWith(before) ? text.slice(before.length) : text;
}
