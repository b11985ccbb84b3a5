import assert from "node:assert/strict";
import * as fc from "fast-check";
import { RecentSuggestions } from "../../../src/completion/recent";
import type { Snapshot } from "../../../src/completion/snapshot";
import { expressions } from "./documents";
import { accepted, CURSOR, marked } from "./marked";

const CLOSER_OF: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Short texts with many repetitions, and long ones of which only a window is seen. */
const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.tuple(fc.string({ minLength: 1, maxLength: 8 }), fc.nat(99)).map(([text, at]) => `${at}${text.repeat(120)}`),
);

describe("recent suggestions", () => {
  it("give their rest to whoever types them, and more of it to whoever deletes back", () => {
    const property = fc.property(texts, texts, texts, fc.nat(6), (prefix, suffix, text, replaces) => {
      fc.pre(text !== "");
      const recent = new RecentSuggestions();
      const snapshot = { ...marked(CURSOR, "go"), prefix, suffix };
      recent.add(snapshot, { text, replaces });
      const there = Array.from({ length: text.length }, (_, typed) => typed);
      for (const typed of [...there, ...there.toReversed()]) {
        const found = recent.find({ ...snapshot, prefix: prefix + text.slice(0, typed) });
        assert.deepEqual(found, { text: text.slice(typed), replaces });
      }
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("give their rest within a window that moves on with the cursor", () => {
    const recent = new RecentSuggestions();
    const before = Array.from({ length: 300 }, (_, line) => `line ${line}`).join("\n");
    const text = "const total = a + b;";
    const at = (typed: number): Snapshot => ({
      ...marked(CURSOR),
      prefix: (before + text.slice(0, typed)).slice(-600),
    });
    recent.add(at(0), { text, replaces: 0 });
    for (let typed = 0; typed < text.length; typed++) {
      assert.equal(recent.find(at(typed))?.text, text.slice(typed));
    }
  });

  it("give their rest to whoever types them in an editor that closes brackets", () => {
    const property = fc.property(expressions, (tokens) => {
      const text = tokens.join("").replace(/["'][^"']*["']/g, "s");
      const recent = new RecentSuggestions();
      const start = marked(`call(${CURSOR});\nnext();`);
      recent.add(start, { text, replaces: 0 });
      const result = accepted(start, { text, replaces: 0 });
      let { prefix } = start;
      const closers: string[] = [];
      for (const character of text.slice(0, -1)) {
        if (closers[0] === character) {
          closers.shift();
        } else if (CLOSER_OF[character] !== undefined) {
          closers.unshift(CLOSER_OF[character]);
        }
        prefix += character;
        const now = { ...start, prefix, suffix: closers.join("") + start.suffix };
        const found = recent.find(now);
        // A space that only parts brackets is not worth being shown.
        assert.equal(withoutSpace(accepted(now, found)), withoutSpace(result));
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  for (const [name, now, languageId] of [
    ["when something else is typed", "x = c█"],
    ["when they have been typed whole", "x = ab█"],
    ["when what stood before has been deleted", "x =█"],
    ["when something else stands before", "y = █"],
    ["when more stands before", "\nx = █"],
    ["when something else follows", "x = █;"],
    ["in another language", "x = █", "python"],
  ] as const) {
    it(`say nothing ${name}`, () => {
      assert.equal(said("x = █", "ab", now, languageId), undefined);
    });
  }

  it("say nothing in another place of a file that was empty", () => {
    assert.equal(said("█", "ab", "xyz█"), undefined);
  });

  it("say nothing when what followed is gone", () => {
    assert.equal(said("f(█)", "ab", "f(█"), undefined);
  });

  it("say nothing where a bracket follows that typing did not bring", () => {
    assert.equal(said("f(█", "ab", "f(█)"), undefined);
  });

  it("say nothing within new brackets of one that replaces others", () => {
    const recent = new RecentSuggestions();
    recent.add(marked("if (█)"), { text: "a(b)) {", replaces: 1 });
    assert.equal(recent.find(marked("if (a(█))")), undefined);
  });

  it("are the latest for a place, and fifty", () => {
    const recent = new RecentSuggestions();
    const place = marked("x = █");
    recent.add(place, { text: "old", replaces: 0 });
    recent.add(place, { text: "new", replaces: 0 });
    assert.equal(recent.find(place)?.text, "new");
    for (let at = 0; at < 49; at++) {
      recent.add(marked(`y${at} = █`), { text: "1", replaces: 0 });
    }
    assert.equal(recent.find(place)?.text, "new");
    recent.add(marked("z = █"), { text: "1", replaces: 0 });
    assert.equal(recent.find(place), undefined);
  });
});

function said(source: string, text: string, now: string, languageId = "typescript"): string | undefined {
  const recent = new RecentSuggestions();
  recent.add(marked(source), { text, replaces: 0 });
  return recent.find(marked(now, languageId))?.text;
}

function withoutSpace(text: string): string {
  return text.replace(CURSOR, "").replaceAll(" ", "");
}
