import assert from "node:assert/strict";
import * as fc from "fast-check";
import { cardOf, modelsOf } from "../../../../src/mistral/models/card";
import type { Model } from "../../../../src/mistral/models/model";

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const name = fc.string({ minLength: 1 });
const number = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const plain = { noNullPrototype: true };

/** What a server says of a model, also what nobody has heard of. */
const anySaid: fc.Arbitrary<Readonly<Record<string, boolean>>> = fc.dictionary(
  fc.oneof(
    fc.constantFrom("completion_chat", "completion_fim", "function_calling", "reasoning", "vision", "ocr", "new_one"),
    fc.string({ minLength: 1 }),
  ),
  fc.boolean(),
  plain,
);

const anyModel: fc.Arbitrary<Model> = fc.record(
  {
    id: name,
    aliases: fc.array(name),
    description: fc.string(),
    owner: maybe(name),
    capabilities: anySaid.map((said) => ({
      chats: said["completion_chat"] ?? true,
      fillsInTheMiddle: said["completion_fim"] ?? true,
      callsTools: said["function_calling"] ?? true,
      reasons: said["reasoning"],
      sees: said["vision"],
      said,
    })),
    contextLength: maybe(number),
    defaultTemperature: maybe(number),
    retiredAt: maybe(fc.nat({ max: 4_000_000_000_000 })),
    replacement: maybe(name),
  },
  plain,
);

describe("a model's card", () => {
  it("reads as the model that it was written for", () => {
    fc.assert(
      fc.property(fc.array(anyModel), (models) => {
        assert.deepEqual(modelsOf(JSON.parse(JSON.stringify({ data: models.map(cardOf) }))), models);
      }),
    );
  });

  it("may be anything, and then it is read without complaint", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (answer) => {
        for (const { id } of modelsOf(answer) ?? []) assert.ok(typeof id === "string" && id !== "");
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.object({ key: fc.constantFrom("id", "capabilities", "aliases", "meta", "deprecation") })),
        (data) => {
          for (const { id } of modelsOf({ data }) ?? []) assert.ok(typeof id === "string" && id !== "");
        },
      ),
    );
  });
});
