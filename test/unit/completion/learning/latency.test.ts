import assert from "node:assert/strict";
import { Latency } from "../../../../src/completion/learning/latency";

describe("the server's latency", () => {
  it("is a hosted model's before anything was asked", () => {
    const latency = new Latency();
    assert.equal(latency.firstToken(0.5), 300);
  });

  it("becomes what this server takes", () => {
    const latency = new Latency();
    for (let at = 0; at < 50; at++) latency.began(1_000 + at);
    assert.deepEqual([latency.firstToken(0), latency.firstToken(1)], [1_000, 1_049]);
  });

  it("is not moved by one slow answer", () => {
    const latency = new Latency();
    for (let at = 0; at < 9; at++) latency.began(20);
    latency.began(30_000);
    assert.ok(latency.firstToken(0.5) <= 20);
  });

  it("is kept through a restart, and begins anew for another server", () => {
    const latency = new Latency();
    for (let at = 0; at < 50; at++) latency.began(40);
    const again = new Latency();
    again.restore(JSON.parse(JSON.stringify(latency.summary())));
    assert.equal(again.firstToken(0.9), 40);
    again.restore();
    assert.equal(again.firstToken(0.5), 300);
  });

  it("is not spoilt by what else may stand on disk", () => {
    for (const kept of [null, "fast", 3, { firstToken: "x" }, { firstToken: [null, -4] }]) {
      const latency = new Latency();
      latency.restore(kept);
      assert.equal(latency.firstToken(0.5), 300);
    }
  });
});
