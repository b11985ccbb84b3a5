/** Why nothing is suggested at a place. */
export type Quiet =
  | "off"
  | "offForLanguage"
  | "editorOff"
  | "snoozed"
  | "inComment"
  | "inString"
  | "excludedPlace"
  | "excludedFile"
  | "readOnly"
  | "midWord"
  | "restOfLine"
  | "severalCursors"
  | "selection"
  | "typing"
  | "limited"
  | "noKey"
  | "problem"
  | "noAnswer"
  | "filtered";

const SENTENCES: Readonly<Record<Quiet, string>> = {
  off: "Ghost text is turned off.",
  offForLanguage: "Ghost text is turned off for this language.",
  editorOff: "Inline suggestions are turned off in the editor.",
  snoozed: "Ghost text is snoozed.",
  inComment: "Comments are switched off in the settings.",
  inString: "Strings are switched off in the settings.",
  excludedPlace: "Ghost text does not come in this kind of document.",
  excludedFile: "This file is excluded, and nothing of it is sent.",
  readOnly: "This document cannot be written to.",
  midWord: "The cursor is in the middle of a word.",
  restOfLine: "The rest of the line leaves no room.",
  severalCursors: "There are several cursors.",
  selection: "Some text is selected.",
  typing: "You were typing; it is asked for after a short pause.",
  limited: "The server asked for fewer requests and is left alone for a moment.",
  noKey: "There is no API key.",
  problem: "The last request failed; the log says why.",
  noAnswer: "The model has nothing to add here.",
  filtered: "What the model said does not fit here.",
};

/** What a person reads in the status menu. */
export function sentenceOfQuiet(quiet: Quiet): string {
  return SENTENCES[quiet];
}
