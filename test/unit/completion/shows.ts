import assert from "node:assert/strict";
import { engineFor, wanted } from "./engineFor";
import { settled } from "./liveModel";
import { accepted, marked } from "./marked";
import { loadedSyntax } from "./syntax/loaded";

/** What a person has, what the model says, and what they have when they accept what the engine shows of it. */
export interface Shows {
  readonly language?: string;
  readonly source: string;
  readonly answer: string;
  readonly result: string;
}

/** One test for each case, through the engine with syntax, as the extension has it. */
export function itShows(cases: Readonly<Record<string, Shows>>): void {
  for (const [name, { language, source, answer, result }] of Object.entries(cases)) {
    it(name, async () => {
      const snapshot = marked(source, language);
      const { model, engine } = engineFor(0.3, { syntax: await loadedSyntax(snapshot.languageId) });
      const suggestions = engine.suggest(snapshot, wanted());
      await settled();
      for (const piece of answer.match(/[\s\S]{1,7}/g) ?? []) {
        await model.last.say(piece);
      }
      await model.last.end();
      const [shown] = await suggestions;
      engine.dispose();
      assert.equal(accepted(snapshot, shown), result);
    });
  }
}
