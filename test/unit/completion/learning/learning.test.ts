import assert from "node:assert/strict";
import { Learning } from "../../../../src/completion/learning/learning";
import type { OutcomeStore } from "../../../../src/completion/learning/outcomeStore";
import { storesForEachTest } from "./database";
import { outcome } from "./outcomes";
import { settled, VirtualClock } from "./virtualClock";

const NOON = new Date(2026, 10, 21, 12).getTime();
const FILE = "file:///a.ts";

describe("learning", () => {
  const started: Learning[] = [];
  afterEach(() => {
    for (const learning of started.splice(0)) learning.dispose();
  });
  const stores = storesForEachTest();

  function start(open: () => Promise<OutcomeStore> = () => stores.open()) {
    const clock = new VirtualClock();
    const failures: unknown[] = [];
    const learning = new Learning(
      { open, read: () => "total;", today: () => NOON, failed: (error) => failures.push(error) },
      clock,
    );
    started.push(learning);
    return { learning, clock, failures };
  }

  let count = 0;
  /** A suggestion is shown, and taken at once. */
  function accept({ tracker }: Learning): void {
    count++;
    const facts = { at: NOON, languageId: "typescript", kind: "line", source: "asked", lines: 1 } as const;
    const text = "total;";
    tracker.shown({ ...facts, id: `${count}`, characters: 6, document: FILE, offset: 0, text, replaces: 0 });
    tracker.edited(FILE, [{ offset: 0, removed: 0, inserted: text }]);
  }

  const shown = (learning: Learning) => learning.tallies()?.reduce((sum, tally) => sum + tally.shown, 0);

  it("is at work from the first outcome on, and writes it a second later", async () => {
    const { learning, clock } = start();
    await learning.load();
    const other = await stores.open();
    accept(learning);
    assert.ok(learning.habits.acceptanceRate("typescript") > 0.3);
    await clock.advance(999);
    assert.equal(other.latest(10).length, 0);
    await clock.advance(1);
    assert.deepEqual([other.latest(10).length, clock.timers], [1, 1]);
    await clock.advance(300_000);
    assert.deepEqual([other.latest(10)[0]?.remains, clock.timers], [[1, 1, 1], 0]);
  });

  it("writes many outcomes of one second at once", async () => {
    let writes = 0;
    const { learning, clock } = start(async () => {
      const store = await stores.open();
      const write = store.write.bind(store);
      store.write = (changes) => {
        writes++;
        write(changes);
      };
      return store;
    });
    await learning.load();
    for (let at = 0; at < 40; at++) accept(learning);
    assert.equal(clock.timers, 2, "One is for writing, one for looking what remains.");
    await clock.advance(1_000);
    assert.deepEqual([writes, shown(learning)], [1, 40]);
  });

  it("goes on after a restart where it ended", async () => {
    const before = start().learning;
    await before.load();
    for (let at = 0; at < 50; at++) {
      before.typing.key(at * 333);
      before.latency.began(77);
      accept(before);
    }
    before.dispose();
    const { learning } = start();
    assert.equal(learning.habits.acceptanceRate("typescript"), 0.3);
    await learning.load();
    assert.equal(learning.habits.acceptanceRate("typescript"), before.habits.acceptanceRate("typescript"));
    assert.deepEqual([learning.latency.firstToken(0.5), learning.typing.gap(0.6) > 200], [77, true]);
  });

  it("loses nothing of what came before the file was opened", async () => {
    const { learning } = start();
    accept(learning);
    await learning.load();
    assert.equal(shown(learning), 1);
  });

  it("shows what happened just now", async () => {
    const { learning } = start();
    await learning.load();
    accept(learning);
    assert.equal(shown(learning), 1);
  });

  it("waits until another window has written, and then loses nothing", async () => {
    const { learning, clock, failures } = start();
    await learning.load();
    const other = await stores.open();
    const write = other as unknown as { database: { exec(sql: string): void } };
    write.database.exec("BEGIN IMMEDIATE");
    accept(learning);
    await clock.advance(5_000);
    write.database.exec("COMMIT");
    assert.equal(other.latest(10).length, 0);
    await clock.advance(1_000);
    assert.deepEqual([other.latest(10).length, failures], [1, []]);
  });

  it("tries again when another window opens the file at the same moment", async () => {
    let tries = 0;
    const { learning, clock, failures } = start(async () => {
      tries++;
      if (tries < 3) throw new Error("database is locked");
      return stores.open();
    });
    const loading = learning.load();
    await clock.advance(2_000);
    await loading;
    assert.deepEqual([tries, shown(learning), failures], [3, 0, []]);
  });

  it("goes on without a file, and says so once", async () => {
    const { learning, clock, failures } = start(() => Promise.reject(new Error("read-only disk")));
    await Promise.all([learning.load(), learning.load()]);
    accept(learning);
    await clock.advance(400_000);
    assert.deepEqual([failures.map(String), learning.tallies()], [["Error: read-only disk"], undefined]);
    assert.ok(learning.habits.acceptanceRate("typescript") > 0.3);
    learning.deleteAll();
    assert.equal(learning.habits.acceptanceRate("typescript"), 0.3);
  });

  it("goes on when the file breaks under it, and says so once", async () => {
    const { learning, clock, failures } = start(async () => {
      const store = await stores.open();
      store.write = () => {
        throw new Error("disk I/O error");
      };
      return store;
    });
    await learning.load();
    for (let at = 0; at < 3; at++) {
      accept(learning);
      await clock.advance(2_000);
    }
    assert.deepEqual(failures.map(String), ["Error: disk I/O error"]);
  });

  it("holds a bounded number of outcomes while it cannot write", async () => {
    const { learning, failures } = start();
    for (let at = 0; at < 1_100; at++) accept(learning);
    await learning.load();
    assert.deepEqual([shown(learning), failures], [1_000, []]);
  });

  it("forgets everything when it is told to, also what is not written yet", async () => {
    const { learning, clock } = start();
    await learning.load();
    learning.latency.began(5_000);
    accept(learning);
    await clock.advance(1_000);
    accept(learning);
    learning.deleteAll();
    assert.deepEqual([learning.tallies(), learning.habits.acceptanceRate("typescript")], [[], 0.3]);
    assert.equal(learning.latency.firstToken(1), 600);
    await clock.advance(400_000);
    assert.deepEqual(learning.tallies(), []);
  });

  it("forgets at its start what is too old", async () => {
    const before = await stores.open();
    before.write([{ kind: "outcome", outcome: outcome({ at: NOON - 100 * 86_400_000 }) }]);
    const { learning } = start();
    await learning.load();
    assert.equal(before.latest(10).length, 0);
  });

  it("opens nothing any more when it has ended meanwhile", async () => {
    let open = (_store: OutcomeStore) => {};
    const { learning } = start(() => new Promise((resolve) => (open = resolve)));
    const loading = learning.load();
    learning.dispose();
    const store = await stores.open();
    open(store);
    await loading;
    await settled();
    assert.throws(() => store.latest(1), /not open|closed/);
  });
});
