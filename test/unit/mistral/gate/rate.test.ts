import assert from "node:assert/strict";
import { array, assert as holds, integer, property } from "fast-check";
import { Rate, WINDOW_MS } from "../../../../src/mistral/gate/rate";

/** So many requests of one each, all counted at `at`. */
function spend(rate: Rate, count: number, at: number): void {
  for (let each = 0; each < count; each++) rate.settle(rate.take(1), at);
}

describe("an allowance by the minute", () => {
  it("assumes nothing of a server that says nothing", () => {
    const rate = new Rate();
    spend(rate, 1_000, 0);
    assert.equal(rate.earliest(1, 0, 1), 1);
  });

  it("waits until the first of the last minute's requests is a minute old", () => {
    const rate = new Rate();
    spend(rate, 1, 1_000);
    spend(rate, 1, 5_000);
    rate.report(2, 0, 5_000);
    assert.equal(rate.earliest(1, 0, 6_000), 1_000 + WINDOW_MS);
    assert.equal(rate.earliest(2, 0, 6_000), 5_000 + WINDOW_MS);
    assert.equal(rate.earliest(1, 0, 1_000 + WINDOW_MS), 1_000 + WINDOW_MS);
  });

  it("cannot tell as long as what takes up the room has not been answered", () => {
    const rate = new Rate();
    spend(rate, 1, 0);
    rate.report(2, 1, 0);
    const open = rate.take(1);
    rate.take(1);
    assert.equal(rate.earliest(1, 0, 0), Number.POSITIVE_INFINITY);
    rate.settle(open, 10);
    assert.equal(rate.earliest(2, 0, WINDOW_MS), Number.POSITIVE_INFINITY);
    assert.equal(rate.earliest(1, 0, 20), 10 + WINDOW_MS, "two of three have to be over");
  });

  it("leaves the reserve to others, but never everything", () => {
    const rate = new Rate();
    spend(rate, 5, 0);
    rate.report(10, 5, 0);
    assert.equal(rate.earliest(1, 0, 1), 1);
    assert.equal(rate.earliest(1, 0.5, 1), WINDOW_MS);
    const tiny = new Rate();
    tiny.report(1, 1, 0);
    assert.equal(tiny.earliest(1, 0.5, 1), 1);
  });

  it("counts what others have used with the same key, for a minute", () => {
    const rate = new Rate();
    spend(rate, 1, 0);
    rate.report(10, 0, 0);
    assert.equal(rate.earliest(1, 0, 1), WINDOW_MS);
    assert.equal(rate.earliest(1, 0, WINDOW_MS), WINDOW_MS);
  });

  it("sees that the server has begun to count anew", () => {
    const rate = new Rate();
    spend(rate, 60, 0);
    rate.report(60, 0, 0);
    spend(rate, 1, 30_000);
    rate.report(60, 59, 30_000);
    assert.equal(rate.earliest(1, 0, 30_001), 30_001);
  });

  it("takes no answer that was overtaken for a new count", () => {
    const rate = new Rate();
    spend(rate, 10, 0);
    rate.report(10, 0, 0);
    rate.report(10, 3, 1);
    assert.equal(rate.earliest(1, 0, 2), WINDOW_MS);
  });

  it("lets through what is larger than a whole minute when nothing else has gone", () => {
    const rate = new Rate();
    rate.report(100, 100, 0);
    assert.equal(rate.earliest(5_000, 0, 0), 0);
    rate.settle(rate.take(1), 0);
    assert.equal(rate.earliest(5_000, 0, 1), WINDOW_MS);
  });

  it("learns from a refusal without numbers, and tries for more after a minute", () => {
    const rate = new Rate();
    spend(rate, 20, 0);
    rate.refused(0);
    assert.equal(rate.earliest(1, 0, 1), WINDOW_MS);
    spend(rate, 20, WINDOW_MS);
    assert.equal(rate.earliest(1, 0, WINDOW_MS), WINDOW_MS, "25 may go now");
    spend(rate, 5, WINDOW_MS);
    assert.equal(rate.earliest(1, 0, WINDOW_MS), 2 * WINDOW_MS);
  });

  it("does not take a refusal after a few requests for a limit by the minute", () => {
    const rate = new Rate();
    spend(rate, 3, 0);
    rate.refused(0);
    assert.equal(rate.earliest(1, 0, 1), 1);
  });

  it("believes the server's number rather than a refusal", () => {
    const rate = new Rate();
    spend(rate, 20, 0);
    rate.report(100, 80, 0);
    rate.refused(0);
    assert.equal(rate.earliest(1, 0, 1), 1);
  });

  it("forgets what was refused", () => {
    const rate = new Rate();
    spend(rate, 1, 0);
    rate.report(2, 1, 0);
    const refused = rate.take(1);
    assert.equal(rate.earliest(1, 0, 1), WINDOW_MS);
    rate.drop(refused);
    assert.equal(rate.earliest(1, 0, 1), 1);
  });

  it("never lets more through in any minute than the server allows", () => {
    const gaps = array(integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 200 });
    holds(
      property(integer({ min: 1, max: 30 }), gaps, integer({ min: 0, max: 3_000 }), (limit, between, delay) => {
        const rate = new Rate();
        const counted: number[] = [];
        let now = 0;
        for (const gap of between) {
          now = Math.max(now + gap, rate.earliest(1, 0, now + gap));
          const share = rate.take(1);
          counted.push(now);
          const used = counted.filter((at) => at > now - WINDOW_MS).length;
          assert.ok(used <= limit || counted.length === 1, `${used} of ${limit}`);
          now += delay;
          rate.settle(share, now);
          rate.report(limit, limit - counted.filter((at) => at > now - WINDOW_MS).length, now);
        }
      }),
    );
  });
});
