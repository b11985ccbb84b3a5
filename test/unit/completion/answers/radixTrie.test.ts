import assert from "node:assert/strict";
import * as fc from "fast-check";
import { RadixTrie } from "../../../../src/completion/answers/radixTrie";

const keys = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });

describe("a radix trie", () => {
  it("finds the values of all beginnings of a key, the longest first", () => {
    const trie = new RadixTrie<number>();
    for (const [at, key] of ["", "let", "let x", "let y", "left", "let x"].entries()) {
      trie.add(key, at);
    }
    assert.deepEqual(trie.beginningsOf("let x = 1"), [
      { length: 5, values: [2, 5] },
      { length: 3, values: [1] },
      { length: 0, values: [0] },
    ]);
    assert.deepEqual(trie.beginningsOf("lef"), [{ length: 0, values: [0] }]);
  });

  it("holds what was added and not removed, whatever the order", () => {
    const steps = fc.array(fc.record({ key: keys, value: fc.nat(3), removes: fc.boolean() }), { maxLength: 40 });
    const property = fc.property(steps, keys, (all, key) => {
      const trie = new RadixTrie<string>();
      const held: { key: string; value: string }[] = [];
      for (const step of all) {
        const value = `${step.key}:${step.value}`;
        const there = held.findIndex((one) => one.value === value);
        if (step.removes) {
          trie.remove(step.key, value);
          if (there !== -1) held.splice(there, 1);
        } else if (there === -1) {
          trie.add(step.key, value);
          held.push({ key: step.key, value });
        }
      }
      const expected = held.filter((one) => key.startsWith(one.key));
      const found = trie.beginningsOf(key).flatMap(({ length, values }) => values.map((value) => ({ length, value })));
      assert.deepEqual(found.map(({ value }) => value).sort(), expected.map(({ value }) => value).sort());
      for (const { length, value } of found) {
        assert.equal(value.split(":")[0], key.slice(0, length));
      }
    });
    fc.assert(property, { numRuns: 1_000 });
  });
});
