import assert from "node:assert/strict";
import { engineFor } from "./engineFor";
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

  it("name the switch also where the model had nothing to say before it was turned", async () => {
    const { model, typed, suggest } = engineFor(0.3, {
      syntax: { placeAt: () => ({ kind: "remark" }), endOf: () => undefined },
    });
    typed("// a█");
    const before = suggest("// a█");
    await model.last.end();
    assert.deepEqual(await before, []);
    assert.equal(model.reason, "noAnswer");
    model.off.add("inComment");
    typed("// ab█");
    assert.deepEqual(await suggest("// ab█"), []);
    assert.equal(model.reason, "inComment");
  });
});
