import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { patiently, TURNS } from "../../bench/patience";

/** A window whose sides have a turn when the test says so. */
class Sides {
  turns = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(public isStuck: boolean) {}

  readonly page = {
    evaluate: async () => {
      this.turns++;
      if (this.isStuck) await new Promise<void>((resolve) => this.waiting.push(resolve));
      return undefined as never;
    },
  };
  readonly half = { ask: async () => true };

  goOn(): void {
    this.isStuck = false;
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

describe("patience with a window", () => {
  it("gives up what has not come after many turns of both sides", async () => {
    const sides = new Sides(false);
    const never = new Promise<void>(() => {});
    await assert.rejects(patiently(sides, "Ghost text", never, 0), /^Error: Ghost text has not come, .* 100 turns/);
    assert.equal(sides.turns, TURNS);
  });

  it("waits for as long as a side has no turn", async () => {
    const sides = new Sides(true);
    let come = (_text: string) => {};
    const coming = new Promise<string>((resolve) => {
      come = resolve;
    });
    const shown = patiently(sides, "Ghost text", coming, 0);
    while (sides.turns === 0) await setImmediate();
    for (let round = 0; round < 10 * TURNS; round++) await setImmediate();
    assert.equal(sides.turns, 1);
    sides.goOn();
    come("text");
    assert.equal(await shown, "text");
  });

  it("tells what went wrong at once", async () => {
    const failed = Promise.reject(new Error("The page is closed."));
    await assert.rejects(patiently(new Sides(true), "Ghost text", failed, 0), /The page is closed/);
  });
});
