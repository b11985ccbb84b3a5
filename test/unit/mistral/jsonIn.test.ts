import assert from "node:assert/strict";
import * as fc from "fast-check";
import { jsonIn } from "../../../src/mistral/jsonIn";

const cases: readonly (readonly [string, string, readonly unknown[]])[] = [
  ["nothing", "", []],
  ["prose", "Sure, I [think] so {or not}.", []],
  ["JSON alone", ' {"a":1}\n', [{ a: 1 }]],
  ["a value that is no object", "3", [3]],
  ["a fence", '```json\n{"a":1}\n```', [{ a: 1 }]],
  ["a fence that does not end", '```json\n{"a":1}', [{ a: 1 }]],
  ["text around", 'Here it is: {"a":1}. Does that help?', [{ a: 1 }]],
  ["a list", "Here: [1, 2]", [[1, 2]]],
  ["the last before the others", 'First {"a":1}, better {"a":2}', [{ a: 2 }, { a: 1 }]],
  ["said twice", '{"a":1}{"a":1}', [{ a: 1 }, { a: 1 }]],
  ["thinking with braces", '<think>if (x) { y } or {"a":0}?</think>\n{"a":1}', [{ a: 1 }, { a: 0 }]],
  ["brackets and quotes in strings", 'so: {"a":"} \\" ] {","b":["[{"]}', [{ a: '} " ] {', b: ["[{"] }]],
  ["fences in strings", '```\n{"a":"```js\\nx\\n```"}\n```', [{ a: "```js\nx\n```" }]],
  ["an object within broken text", '{ broken {"a":1}', [{ a: 1 }]],
  ["cut", '{"a":[1,2', []],
  ["cut within an object", '{"a":{"b":1},"c":', [{ b: 1 }]],
];

describe("JSON in what a model said", () => {
  for (const [name, said, values] of cases) {
    it(name, () => assert.deepEqual(jsonIn(said), values));
  }

  it("is found in a fence, in prose and after itself", () => {
    const value = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));
    const property = fc.property(
      value,
      fc.constantFrom("", "So: ", "```json\n", "<think>{a}</think>"),
      (given, before) => {
        const json = JSON.stringify(given);
        const parsed: unknown = JSON.parse(json);
        assert.deepEqual(jsonIn(before + json)[0], parsed);
        assert.deepEqual(jsonIn(`${before}${json}\n\`\`\``)[0], parsed);
        assert.deepEqual(jsonIn(`${json}\n${json} That is all.`).slice(0, 2), [parsed, parsed]);
      },
    );
    fc.assert(property, { numRuns: 1_000 });
  });

  it("is looked for in a bounded number of places", () => {
    assert.deepEqual(jsonIn(`${"{".repeat(1_000)}{"a":1}`), []);
  });
});
