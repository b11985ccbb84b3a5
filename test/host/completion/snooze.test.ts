import assert from "node:assert/strict";
import { pickSnooze, Snooze } from "../../../src/vscode/completion/snooze";
import { VirtualClock } from "../../unit/completion/learning/virtualClock";
import { listsForEachTest } from "../support/lists";

const MINUTE = 60_000;

function snoozing() {
  const clock = new VirtualClock();
  const snooze = new Snooze(clock);
  const told: (number | undefined)[] = [];
  snooze.onDidChange(() => told.push(snooze.minutesLeft));
  return { clock, snooze, told };
}

describe("a snooze", () => {
  const list = listsForEachTest();

  it("tells of each minute that is left, and of its end", async () => {
    const { clock, snooze, told } = snoozing();
    snooze.begin(3 * MINUTE);
    assert.equal(snooze.sentence, "Ghost text is snoozed for 3 more minutes.");
    await clock.advance(2 * MINUTE + 1);
    assert.equal(snooze.sentence, "Ghost text is snoozed for 1 more minute.");
    await clock.advance(MINUTE);
    assert.deepEqual(told, [3, 2, 1, undefined]);
    assert.deepEqual([snooze.active, snooze.sentence, clock.timers], [false, undefined, 0]);
  });

  it("ends when it is told to, and then has no timer", async () => {
    const { clock, snooze, told } = snoozing();
    snooze.begin(15 * MINUTE);
    snooze.end();
    await clock.advance(20 * MINUTE);
    assert.deepEqual([told, snooze.active, clock.timers], [[15, undefined], false, 0]);
  });

  it("until restart has no end and no timer", async () => {
    const { clock, snooze, told } = snoozing();
    snooze.begin(Number.POSITIVE_INFINITY);
    await clock.advance(1_000 * MINUTE);
    assert.equal(snooze.sentence, "Ghost text is snoozed until restart.");
    assert.deepEqual([told, snooze.active, clock.timers], [[Number.POSITIVE_INFINITY], true, 0]);
  });

  it("that is begun again lasts as long as was said last", async () => {
    const { clock, snooze } = snoozing();
    snooze.begin(60 * MINUTE);
    await clock.advance(MINUTE);
    snooze.begin(5 * MINUTE);
    assert.equal(snooze.minutesLeft, 5);
    await clock.advance(5 * MINUTE);
    assert.deepEqual([snooze.active, clock.timers], [false, 0]);
  });

  for (const [label, minutes] of [
    ["5 minutes", 5],
    ["15 minutes", 15],
    ["1 hour", 60],
    ["Until restart", Number.POSITIVE_INFINITY],
  ] as const) {
    it(`is begun by picking “${label}”`, async () => {
      const { snooze } = snoozing();
      const picked = pickSnooze(snooze);
      (await list()).pick(label);
      await picked;
      assert.equal(snooze.minutesLeft, minutes);
      snooze.dispose();
    });
  }

  it("is not begun by leaving the list", async () => {
    const { snooze } = snoozing();
    const picked = pickSnooze(snooze);
    (await list()).pick(undefined);
    await picked;
    assert.equal(snooze.active, false);
  });
});
