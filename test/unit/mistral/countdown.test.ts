import assert from "node:assert/strict";
import { Countdown } from "../../../src/mistral/countdown";
import { settled, VirtualClock } from "../completion/learning/virtualClock";

describe("a countdown", () => {
  const counting = () => {
    const clock = new VirtualClock();
    const said: string[] = [];
    return { clock, said, countdown: new Countdown((message) => said.push(message.replace("\u00a0", " ")), clock) };
  };

  it("says each second that is left, the begun one counted", async () => {
    const { clock, said, countdown } = counting();
    countdown.set(2_500, "Going on in");
    assert.deepEqual(said, ["Going on in 3 s"]);
    await clock.advance(500);
    await clock.advance(999);
    assert.deepEqual(said, ["Going on in 3 s", "Going on in 2 s"]);
    await clock.advance(5_000);
    assert.deepEqual(said, ["Going on in 3 s", "Going on in 2 s", "Going on in 1 s", "Going on in a moment"]);
    assert.equal(clock.timers, 0);
  });

  it("goes on from another moment when it is told of one", async () => {
    const { clock, said, countdown } = counting();
    countdown.set(10_000, "Going on in");
    await clock.advance(1_000);
    countdown.set(3_000, "Trying again in");
    await settled();
    assert.equal(clock.timers, 1);
    await clock.advance(60_000);
    assert.deepEqual(said.slice(1), [
      ...["Going on in 9 s", "Trying again in 2 s", "Trying again in 1 s", "Trying again in a moment"],
    ]);
  });

  it("takes its words back when the wait is over, once, and has no timer then", async () => {
    const { clock, said, countdown } = counting();
    countdown.set(undefined, "");
    countdown.set(10_000, "Going on in");
    countdown.set(undefined, "");
    countdown.set(undefined, "");
    await clock.advance(60_000);
    assert.deepEqual(said, ["Going on in 10 s", ""]);
    assert.equal(clock.timers, 0);
  });

  it("says no number where the moment has passed", () => {
    const { said, countdown } = counting();
    countdown.set(-1, "Going on in");
    assert.deepEqual(said, ["Going on in a moment"]);
  });
});
