import assert from "node:assert/strict";
import { trimmed } from "../../../../src/completion/trim";
import { accepted, marked } from "../marked";

/** What a person has, what is left of an answer when its end is known, and what they have when they accept it. */
export interface TrimCase {
  readonly language?: string;
  readonly indentation?: string;
  readonly source: string;
  readonly text: string;
  /** The model was cut at its token limit. */
  readonly cut?: boolean;
  /** The document after accepting; the source if nothing is shown. */
  readonly result: string;
}

/** One test for each case, trimmed once and, where nothing is replaced, a second time. */
export function itTrims(cases: Readonly<Record<string, TrimCase>>): void {
  for (const [name, one] of Object.entries(cases)) {
    it(name, () => {
      const snapshot = { ...marked(one.source, one.language), indentation: one.indentation ?? "  " };
      const suggestion = trimmed(one.text, snapshot, { cut: one.cut ?? false });
      assert.equal(accepted(snapshot, suggestion), one.result);
      if (suggestion?.replaces === 0) {
        assert.deepEqual(trimmed(suggestion.text, snapshot, { cut: false }), suggestion);
      }
    });
  }
}
