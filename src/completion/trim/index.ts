import type { Snapshot, Suggestion } from "../snapshot";
import { blank } from "./blank";
import { fence } from "./fence";
import { halfWord } from "./halfWord";
import { neighbour } from "./neighbour";
import { repeatedLines } from "./repeatedLines";
import { restOfLine } from "./restOfLine";
import type { AnswerFacts, TrimRule } from "./rule";
import { space } from "./space";

/** In this order. To add one, copy `blank.ts` and add a line here. */
const TRIM_RULES: readonly TrimRule[] = [fence, halfWord, space, repeatedLines, blank, restOfLine, neighbour];

/** What is left of an answer to be shown, if anything. */
export function trimmed(text: string, snapshot: Snapshot, facts: AnswerFacts): Suggestion | undefined {
  let suggestion: Suggestion | undefined = { text, replaces: 0 };
  for (const rule of TRIM_RULES) {
    suggestion = suggestion && rule.trim(suggestion, snapshot, facts);
  }
  return suggestion;
}
