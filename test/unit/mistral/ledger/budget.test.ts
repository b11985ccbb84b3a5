import assert from "node:assert/strict";
import { Budget, type BudgetWarning } from "../../../../src/mistral/ledger/budget";
import { PURPOSES } from "../../../../src/mistral/purpose";
import { request, result, windowsForEachTest } from "./support";

describe("the budget", () => {
  const windows = windowsForEachTest();

  /** A window with a budget of ten dollars. */
  async function open() {
    const window = windows.open();
    const warnings: BudgetWarning[] = [];
    const port = { dollars: 10 };
    const budget = new Budget(window.database, window.usage, {
      limit: () => port.dollars,
      now: () => window.time.now,
      warn: (warning) => warnings.push(warning),
    });
    await window.settle();
    return {
      ...window,
      ...{ budget, port },
      spend: (dollars: number) => {
        const usage = { prompt: 0, cached: 0, completion: dollars * 1_000 };
        window.usage.ended(request({ at: window.time.now }), result({ usage }));
        window.database.flush();
      },
      warned: () => warnings.splice(0).map(({ percent, limit }) => `${percent} % of ${limit}`),
    };
  }

  it("warns at 80 % and at 100 %, once each", async () => {
    const { spend, warned } = await open();
    spend(7.99);
    assert.deepEqual(warned(), []);
    spend(0.01);
    assert.deepEqual(warned(), ["80 % of 10"]);
    spend(1.9);
    assert.deepEqual(warned(), []);
    spend(0.1);
    assert.deepEqual(warned(), ["100 % of 10"]);
    spend(50);
    assert.deepEqual(warned(), []);
  });

  it("warns once where both are passed at once", async () => {
    const { spend, warned } = await open();
    spend(11);
    assert.deepEqual(warned(), ["100 % of 10"]);
  });

  it("warns in one window for all, also when that is closed", async () => {
    const [here, there] = [await open(), await open()];
    here.spend(5);
    there.spend(3);
    assert.deepEqual([here.warned(), there.warned()], [[], ["80 % of 10"]]);
    here.spend(0.1);
    there.database.dispose();
    const later = await open();
    later.spend(0.1);
    assert.deepEqual([here.warned(), later.warned()], [[], []]);
  });

  it("pauses what nobody waits for when it is used up, and nothing else", async () => {
    const { spend, budget } = await open();
    spend(9.99);
    assert.equal(budget.isPaused("background"), false);
    spend(0.01);
    assert.deepEqual(
      PURPOSES.filter((purpose) => budget.isPaused(purpose)),
      ["background"],
    );
  });

  it("pauses in all windows", async () => {
    const [here, there] = [await open(), await open()];
    here.spend(10);
    assert.equal(there.budget.isPaused("background"), true);
  });

  it("goes on in the next month, which has warnings of its own", async () => {
    const { spend, budget, time, warned } = await open();
    time.now = new Date(2026, 10, 30, 23, 59, 59, 999).getTime();
    spend(10);
    assert.deepEqual([warned(), budget.isPaused("background")], [["100 % of 10"], true]);
    time.now = new Date(2026, 11, 1).getTime();
    assert.equal(budget.isPaused("background"), false);
    spend(10);
    assert.deepEqual([warned(), budget.isPaused("background")], [["100 % of 10"], true]);
  });

  it("goes on with a higher budget, warns of that one too, and begins at once with a lower one", async () => {
    const { spend, budget, port, warned } = await open();
    spend(10);
    port.dollars = 20;
    budget.check();
    assert.equal(budget.isPaused("background"), false);
    spend(6);
    assert.deepEqual(warned(), ["100 % of 10", "80 % of 20"]);
    port.dollars = 5;
    budget.check();
    assert.deepEqual([warned(), budget.isPaused("background")], [["100 % of 5"], true]);
  });

  it("is none when it is 0", async () => {
    const { spend, budget, port, warned } = await open();
    port.dollars = 0;
    spend(1_000);
    assert.deepEqual([warned(), budget.isPaused("background")], [[], false]);
  });

  it("begins anew when the figures are deleted", async () => {
    const { spend, budget, usage, warned } = await open();
    spend(10);
    usage.deleteAll();
    assert.equal(budget.isPaused("background"), false);
    spend(10);
    assert.deepEqual(warned(), ["100 % of 10", "100 % of 10"]);
  });

  it("pauses nothing where nothing can be kept", () => {
    const window = windows.open();
    const { database, usage } = window;
    const budget = new Budget(database, usage, {
      limit: () => 1,
      now: () => window.time.now,
      warn: () => assert.fail(),
    });
    budget.check();
    assert.equal(budget.isPaused("background"), false);
  });
});
