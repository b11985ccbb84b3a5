import assert from "node:assert/strict";
import * as fc from "fast-check";
import { Answers } from "../../../../src/completion/answers/answers";
import { expressions } from "../documents";
import { accepted, CURSOR, marked } from "../marked";

const FACTS = { extent: "line", ahead: false } as const;
const CLOSER_OF: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Short texts with many repetitions, and long ones of which only a window is seen. */
const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.tuple(fc.string({ minLength: 1, maxLength: 8 }), fc.nat(99)).map(([text, at]) => `${at}${text.repeat(120)}`),
);

describe("answers", () => {
  it("give their rest to whoever types them, and more of it to whoever deletes back", () => {
    const property = fc.property(texts, texts, texts, fc.nat(6), (prefix, suffix, text, replaces) => {
      fc.pre(text !== "");
      const answers = new Answers();
      const snapshot = { ...marked(CURSOR, "go"), prefix, suffix };
      answers.add(snapshot, { text, replaces }, FACTS);
      const there = Array.from({ length: text.length }, (_, typed) => typed);
      for (const typed of [...there, ...there.toReversed()]) {
        const found = answers.find({ ...snapshot, prefix: prefix + text.slice(0, typed) });
        assert.deepEqual(found?.suggestion, { text: text.slice(typed), replaces });
      }
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("give their rest to whoever types them in an editor that closes brackets", () => {
    const property = fc.property(expressions, (tokens) => {
      const text = tokens.join("").replace(/["'][^"']*["']/g, "s");
      const answers = new Answers();
      const start = marked(`call(${CURSOR});\nnext();`);
      answers.add(start, { text, replaces: 0 }, FACTS);
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
        const found = answers.find(now)?.suggestion;
        // A space that only parts brackets is not worth being shown.
        assert.equal(withoutSpace(accepted(now, found)), withoutSpace(result));
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  for (const [name, source, text, now, then] of [
    [
      "between brackets that the editor closed",
      "function f() {█}",
      "\n  a();\n}",
      "function f() {\n  █\n}",
      "function f() {\n  a();█\n}",
    ],
    [
      "between brackets that were typed",
      "  const f = █\nnext();",
      "() => {\n    a();\n    b([\n      c,\n    ]);\n  };",
      "  const f = () => {\n    █\n  }\nnext();",
      "  const f = () => {\n    a();\n    b([\n      c,\n    ]);█\n  }\nnext();",
    ],
    [
      "between brackets within others",
      "a.forEach(█)",
      "(b) => {\n  c([\n    d,\n  ]);\n});",
      "a.forEach((b) => {\n  c([\n    █\n  ])\n})",
      "a.forEach((b) => {\n  c([\n    d,█\n  ])\n})",
    ],
    [
      "behind brackets that were passed",
      "a.forEach(█)",
      "(b) => {\n  c([\n    d,\n  ]);\n});",
      "a.forEach((b) => {\n  c([\n    d,\n  ]█)\n})",
      "a.forEach((b) => {\n  c([\n    d,\n  ]);█\n})",
    ],
  ] as const) {
    it(`give their rest to whoever presses Enter ${name}`, () => {
      const answers = new Answers();
      answers.add(marked(source), { text, replaces: source.includes("█}") ? 1 : 0 }, FACTS);
      const place = marked(now);
      assert.equal(accepted(place, answers.find(place)?.suggestion), then);
    });
  }

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

  it("say nothing where other lines follow", () => {
    assert.equal(said("x = █\na", "ab", "x = █\nb"), undefined);
    assert.equal(said("x = █\na", "ab", "x = a█\nb"), undefined);
  });

  it("say nothing where a bracket follows that typing did not bring", () => {
    assert.equal(said("f(█", "ab", "f(█)"), undefined);
  });

  it("take brackets along that the editor has closed meanwhile", () => {
    const answers = new Answers();
    answers.add(marked("if (█)"), { text: "a(b)) {", replaces: 1 }, FACTS);
    assert.deepEqual(answers.find(marked("if (a(█))"))?.suggestion, { text: "b)) {", replaces: 2 });
    assert.deepEqual(answers.find(marked("if (a(b)█)"))?.suggestion, { text: ") {", replaces: 1 });
    assert.deepEqual(answers.find(marked("if (a(b))█"))?.suggestion, { text: " {", replaces: 0 });
  });

  it("remember that there was nothing to say, for that place alone", () => {
    const answers = new Answers();
    const place = marked("x = █");
    answers.add(place, undefined, FACTS);
    assert.deepEqual(answers.find(place), { suggestion: undefined, facts: FACTS, typed: 0 });
    assert.equal(answers.find(marked("x = 1█")), undefined);
    assert.equal(answers.find(marked("x = █\nmore")), undefined);
  });

  it("are taken from the nearest place that has something to say", () => {
    const answers = new Answers();
    answers.add(marked("x█"), { text: " = far", replaces: 0 }, FACTS);
    assert.equal(answers.find(marked("x = █"))?.suggestion?.text, "far");
    answers.add(marked("x = █"), undefined, FACTS);
    assert.equal(answers.find(marked("x = █"))?.suggestion?.text, "far");
    answers.add(marked("x =█"), { text: " near", replaces: 0 }, FACTS);
    assert.equal(answers.find(marked("x = █"))?.suggestion?.text, "near");
  });

  it("are the latest for a place, and five hundred in all", () => {
    const answers = new Answers();
    const place = marked("x = █");
    answers.add(place, { text: "old", replaces: 0 }, FACTS);
    answers.add(place, { text: "new", replaces: 0 }, FACTS);
    assert.equal(answers.find(place)?.suggestion?.text, "new");
    for (let at = 0; at < 499; at++) {
      answers.add(marked(`y${at} = █`), { text: "1", replaces: 0 }, FACTS);
    }
    assert.equal(answers.find(place)?.suggestion?.text, "new");
    answers.add(marked("z = █"), { text: "1", replaces: 0 }, FACTS);
    assert.equal(answers.find(marked("y0 = █")), undefined, "the one that was used longest ago is forgotten first");
    assert.equal(answers.find(place)?.suggestion?.text, "new");
  });
});

function said(source: string, text: string, now: string, languageId = "typescript"): string | undefined {
  const answers = new Answers();
  answers.add(marked(source), { text, replaces: 0 }, FACTS);
  return answers.find(marked(now, languageId))?.suggestion?.text;
}

function withoutSpace(text: string): string {
  return text.replace(CURSOR, "").replaceAll(" ", "");
}
