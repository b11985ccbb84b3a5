import assert from "node:assert/strict";
import { type Quiet, sentenceOfQuiet } from "../../../src/completion/quiet";

/** All of them: a reason that is added and not named here does not compile. */
const REASONS: Readonly<Record<Quiet, true>> = {
  off: true,
  offForLanguage: true,
  editorOff: true,
  snoozed: true,
  inComment: true,
  inString: true,
  excludedPlace: true,
  excludedFile: true,
  readOnly: true,
  midWord: true,
  restOfLine: true,
  severalCursors: true,
  selection: true,
  typing: true,
  limited: true,
  noKey: true,
  problem: true,
  noAnswer: true,
  filtered: true,
};

describe("the reasons why nothing is suggested", () => {
  const sentences = (Object.keys(REASONS) as Quiet[]).map(sentenceOfQuiet);

  it("are whole sentences that fit into one line of a menu", () => {
    for (const sentence of sentences) assert.match(sentence, /^[A-Z].{10,75}\.$/);
  });

  it("are told apart", () => assert.equal(new Set(sentences).size, sentences.length));
});
