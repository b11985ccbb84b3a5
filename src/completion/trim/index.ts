import type { Snapshot, Suggestion } from "../snapshot";
import { blank } from "./blank";
import { commentEcho } from "./commentEcho";
import { controlToken } from "./controlToken";
import { fence } from "./fence";
import { halfWord } from "./halfWord";
import { indentation } from "./indentation";
import { invisible } from "./invisible";
import { loop } from "./loop";
import { placeholder } from "./placeholder";
import { repeatedLines } from "./repeatedLines";
import { restOfLine } from "./restOfLine";
import type { AnswerFacts, TrimRule } from "./rule";
import { saidAgain } from "./saidAgain";
import { space } from "./space";
import { strayCloser } from "./strayCloser";

/** In this order. To add one, copy `blank.ts` and add a line here. */
export const TRIM_RULES: Readonly<Record<string, TrimRule>> = {
  controlToken,
  invisible,
  placeholder,
  fence,
  saidAgain,
  halfWord,
  loop,
  commentEcho,
  indentation,
  space,
  repeatedLines,
  blank,
  restOfLine,
  strayCloser,
};

/** What is left of an answer to be shown, if anything. */
export function trimmed(
  text: string,
  snapshot: Snapshot,
  facts: AnswerFacts,
  rules: readonly TrimRule[] = Object.values(TRIM_RULES),
): Suggestion | undefined {
  let suggestion: Suggestion | undefined = { text, replaces: 0 };
  for (const rule of rules) {
    suggestion = suggestion && rule.trim(suggestion, snapshot, facts);
  }
  return suggestion;
}
