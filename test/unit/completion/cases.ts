import assert from "node:assert/strict";
import * as fc from "fast-check";
import { accepted, marked } from "./marked";
import { type Ending, suggested } from "./scriptedModel";

/** What a person has, what the model says, and what they have when they accept what is shown of it. */
export interface Case {
  readonly language?: string;
  readonly source: string;
  readonly answer: string;
  readonly ending?: Ending;
  /** They asked for it. */
  readonly explicit?: boolean;
  /** The document after accepting; the source if nothing is shown. */
  readonly result: string;
  /** What of the answer was read before the stream was left; the whole answer unless named. */
  readonly taken?: string;
}

/** One test for each case. However the answer is cut into chunks, the same is shown. */
export function itCompletes(cases: Readonly<Record<string, Case>>): void {
  for (const [name, one] of Object.entries(cases)) {
    it(name, async () => {
      const snapshot = marked(one.source, one.language, one.explicit);
      const resultFrom = async (chunks: readonly string[]) => {
        const { suggestion, model } = await suggested(snapshot, chunks, one.ending);
        assert.equal(model.closed, model.requests.length);
        assert.equal(accepted(snapshot, suggestion), one.result);
        return model;
      };
      await resultFrom([one.answer]);
      const { taken } = await resultFrom(one.answer.split(""));
      assert.equal(taken, one.taken ?? one.answer);
      const however = fc.asyncProperty(chunksOf(one.answer), async (chunks) => {
        await resultFrom(chunks);
      });
      await fc.assert(however, { numRuns: 25 });
    });
  }
}

/** A text in pieces, cut anywhere, within an emoji too. */
export function chunksOf(text: string): fc.Arbitrary<string[]> {
  return fc.uniqueArray(fc.nat(text.length), { maxLength: 12 }).map((cuts) => {
    const places = [0, ...cuts.sort((a, b) => a - b), text.length];
    return places.slice(1).map((end, at) => text.slice(places[at], end));
  });
}
