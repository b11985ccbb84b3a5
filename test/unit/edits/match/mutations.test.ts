import assert from "node:assert/strict";
import { mutated } from "../../../edits/mutations";

const CALLS = 20_000;

describe("edits that are written as models write them", () => {
  it("land in the right place, all of a call or none, and change nothing else", () => {
    const { edited, missed, refused, wrong } = mutated(CALLS, 20_261_121);
    assert.deepEqual(wrong, []);
    assert.equal(edited + missed + refused, CALLS);
    assert.ok(missed < edited / 50, `${missed} of ${edited + missed} that fit were refused.`);
    assert.ok(refused > CALLS / 10);
  });
});
