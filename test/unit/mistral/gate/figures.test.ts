import assert from "node:assert/strict";
import { perModelWaits } from "../../../bench/gateway/perModel";

describe("the gate's figures", function () {
  this.timeout(30_000);

  it("ghost text never waits for the chat's model", async () => {
    const waits = await perModelWaits();
    assert.deepEqual([waits.length, Math.max(...waits)], [40, 0]);
  });
});
