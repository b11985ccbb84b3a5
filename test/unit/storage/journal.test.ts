import assert from "node:assert/strict";
import { Journal } from "../../../src/storage/journal";
import { VirtualClock } from "../completion/learning/virtualClock";

describe("a journal", () => {
  function start() {
    const clock = new VirtualClock();
    const failures: unknown[] = [];
    return { clock, failures, journal: new Journal<number>(clock, (error) => failures.push(error)) };
  }

  it("writes what came within a second at once", async () => {
    const { clock, journal } = start();
    const written: (readonly number[])[] = [];
    journal.open({ write: (changes) => written.push(changes) });
    [1, 2, 3].forEach((change) => journal.push(change));
    await clock.advance(999);
    assert.deepEqual(written, []);
    await clock.advance(1);
    assert.deepEqual([written, clock.timers], [[[1, 2, 3]], 0]);
  });

  it("holds what comes before there is anything to write to", async () => {
    const { clock, journal } = start();
    journal.push(1);
    assert.equal(clock.timers, 0);
    const written: (readonly number[])[] = [];
    journal.open({ write: (changes) => written.push(changes) });
    await clock.advance(1_000);
    assert.deepEqual(written, [[1]]);
  });

  it("writes nothing twice for somebody who flushes when he hears of the writing", () => {
    const { journal } = start();
    const written: number[] = [];
    journal.open({
      write: (changes) => {
        written.push(...changes);
        journal.flush();
      },
    });
    journal.push(1);
    journal.flush();
    assert.deepEqual(written, [1]);
  });

  it("keeps what a lock kept out, in its order, up to a thousand", async () => {
    const { clock, journal, failures } = start();
    let isLocked = true;
    const written: number[] = [];
    journal.open({
      write: (changes) => {
        if (isLocked) throw new Error("database is locked");
        written.push(...changes);
      },
    });
    for (let at = 0; at < 1_001; at++) journal.push(at);
    await clock.advance(2_000);
    isLocked = false;
    journal.push(1_001);
    await clock.advance(1_000);
    assert.deepEqual([written.length, written[0], written.at(-1), failures], [1_000, 2, 1_001, []]);
  });

  it("gives up, once, where writing fails", async () => {
    const { clock, journal, failures } = start();
    journal.open({
      write: () => {
        throw new Error("disk I/O error");
      },
    });
    journal.push(1);
    await clock.advance(1_000);
    journal.push(2);
    await clock.advance(10_000);
    assert.deepEqual([failures.map(String), clock.timers], [["Error: disk I/O error"], 0]);
  });

  it("holds nothing once there is nothing to write to, until there is again", async () => {
    const { clock, journal } = start();
    const written: number[] = [];
    journal.push(1);
    journal.giveUp();
    journal.push(2);
    journal.open({ write: (changes) => written.push(...changes) });
    journal.push(3);
    await clock.advance(1_000);
    assert.deepEqual([written, clock.timers], [[3], 0]);
  });

  it("writes the rest when it is disposed of", () => {
    const { clock, journal } = start();
    const written: (readonly number[])[] = [];
    journal.open({ write: (changes) => written.push(changes) });
    journal.push(1);
    journal.dispose();
    assert.deepEqual([written, clock.timers], [[[1]], 0]);
  });
});
