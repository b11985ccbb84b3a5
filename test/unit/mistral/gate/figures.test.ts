import assert from "node:assert/strict";
import { perModelWaits } from "../../../bench/gateway/perModel";
import { lostAsks } from "../../../bench/gateway/secondKey";

describe("the gate's figures", function () {
  this.timeout(120_000);

  it("ghost text never waits for the chat's model", async () => {
    const waits = await perModelWaits();
    assert.deepEqual([waits.length, Math.max(...waits)], [40, 0]);
  });

  it("a server that is down costs one ask at most, whatever is wrong with it", async () => {
    const lost = await lostAsks();
    assert.deepEqual(
      Object.entries(lost).filter(([, count]) => count > 1),
      [],
    );
  });
});
