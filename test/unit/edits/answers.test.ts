import assert from "node:assert/strict";
import * as answers from "../../../src/edits/answers";
import { jsonSchemaOf } from "../../../src/mistral/structured";

/** What the API's `strict` asks of a schema, wherever in it an object stands. */
function defects(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((each, at) => defects(each, `${path}.${at}`));
  const fields = new Map(Object.entries(schema));
  const properties: unknown = fields.get("properties");
  const found: string[] = [];
  if (fields.get("type") === "object") {
    const names = typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
    const required: unknown = fields.get("required");
    if (fields.get("additionalProperties") !== false) found.push(`${path} is open`);
    for (const name of names) {
      if (!Array.isArray(required) || !required.includes(name)) found.push(`${path}.${name} is not required`);
    }
  }
  return [...found, ...[...fields].flatMap(([name, value]) => defects(value, `${path}.${name}`))];
}

describe("the forms of answers that are asked for", () => {
  for (const [name, schema] of Object.entries(answers)) {
    it(`${name} is closed, and each field is required`, () => {
      assert.deepEqual(defects(jsonSchemaOf(schema), name), []);
    });
  }
});
