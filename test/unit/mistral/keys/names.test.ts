import assert from "node:assert/strict";
import * as fc from "fast-check";
import { freeName, nameProblem, tidyName } from "../../../../src/mistral/keys/names";

const named = (...names: readonly string[]) => names.map((name) => ({ name }));

describe("the name of a key", () => {
  it("is one short line", () => {
    assert.equal(tidyName("  my\tkey\r\n of\u0000 \u200Bwork "), "my key of work");
    assert.equal(tidyName("🔑".repeat(70)), "🔑".repeat(60));
  });

  it("is the first that is free", () => {
    assert.equal(freeName("Key", []), "Key");
    assert.equal(freeName("Key", named("key", "Key 3")), "Key 2");
    assert.equal(freeName("Key", named("key", "KEY 2", "Key 3")), "Key 4");
    assert.equal(freeName(" \n ", named("Key")), "Key 2");
  });

  it("is free whatever the others are", () => {
    const name = fc.oneof(fc.constantFrom("a", "A", "a 2", "a 3", "x".repeat(80)), fc.string());
    fc.assert(
      fc.property(name, fc.array(name), (wanted, names) => {
        const free = freeName(wanted, named(...names));
        assert.ok(names.every((taken) => taken.trim().toLowerCase() !== free.toLowerCase()));
      }),
    );
  });

  it("a person is told why it cannot be", () => {
    assert.match(nameProblem(" ", "secret-key", []) ?? "", /needs a name/);
    assert.match(nameProblem("work ", "secret-key", named("Work")) ?? "", /Another key/);
    assert.match(nameProblem("my secret-key", "secret-key", []) ?? "", /the key itself/);
    assert.doesNotMatch(nameProblem("my secret-key", "secret-key", []) ?? "", /secret-key/);
    assert.equal(nameProblem("Work", "", named("Home")), undefined);
    assert.equal(nameProblem("key", "k", []), undefined);
  });
});
