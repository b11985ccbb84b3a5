import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { LEDGER_LAYOUT } from "../../../../src/mistral/ledger/layout";
import { inTransaction, openDatabase } from "../../../../src/storage/database";
import { request, result, windowsForEachTest } from "./support";

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

describe("the ledgers' database", () => {
  const windows = windowsForEachTest();
  const requests = ({ usage }: ReturnType<typeof windows.open>) =>
    usage.tallies(7)?.reduce((sum, tally) => sum + tally.requests, 0) ?? 0;

  it("is written within a second, all at once, and not before it is opened", async () => {
    const here = windows.open();
    for (let at = 0; at < 40; at++) here.usage.ended(request(), result());
    assert.equal(here.clock.timers, 0);
    await here.database.load();
    let writes = 0;
    here.database.onWritten(() => writes++);
    await here.clock.advance(999);
    assert.equal(requests(here), 0);
    await here.clock.advance(1);
    assert.deepEqual([requests(here), writes, here.clock.timers], [40, 1, 0]);
  });

  it("is shared by windows that write at the same time", async () => {
    const all = [windows.open(), windows.open(), windows.open()];
    await Promise.all(all.map(({ database }) => database.load()));
    for (let at = 0; at < 50; at++) {
      for (const { usage, database } of all) {
        usage.ended(request(), result());
        database.flush();
      }
    }
    assert.deepEqual(all.map(requests), [150, 150, 150]);
    assert.deepEqual(
      all.map(({ usage }) => Math.round((usage.spentThisMonth() ?? 0) * 100)),
      [750, 750, 750],
    );
  });

  it("waits for another window's lock without losing anything, and says so when that takes long", async () => {
    const here = windows.open();
    await here.settle();
    const other = new DatabaseSync(windows.path());
    other.exec("BEGIN IMMEDIATE");
    here.usage.ended(request(), result());
    await here.clock.advance(29_000);
    assert.deepEqual(here.failures, []);
    await here.clock.advance(60_000);
    assert.equal(here.failures.length, 1);
    assert.match(here.failures[0] ?? "", /keeps the ledger of requests locked/);
    other.exec("COMMIT");
    other.close();
    await here.clock.advance(1_000);
    assert.equal(requests(here), 1);
  });

  it("loses what a full disk does not take, says so once, and goes on when there is room", async () => {
    const here = windows.open();
    await here.settle();
    here.database.read((open) => open.exec(`PRAGMA max_page_count = 1`));
    const limited = here.database.read((open) =>
      Number(open.prepare("PRAGMA max_page_count").get()?.["max_page_count"]),
    );
    assert.ok(limited && limited < 50);
    for (let second = 0; second < 3; second++) {
      for (let at = 0; at < 500; at++) here.egress.sent(request({ server: "x".repeat(500) }));
      await here.clock.advance(1_000);
    }
    assert.equal(here.failures.length, 1);
    assert.match(here.failures[0] ?? "", /cannot be written.*full/);
    here.database.read((open) => open.exec("PRAGMA max_page_count = 1000000"));
    here.usage.ended(request(), result());
    await here.clock.advance(1_000);
    assert.equal(requests(here), 1);
  });

  it("begins anew when damage is met, and keeps the damaged file", async () => {
    const before = windows.open();
    for (let at = 0; at < 500; at++) before.usage.ended(request(), result());
    await before.settle();
    before.database.dispose();
    const bytes = readFileSync(windows.path());
    for (let at = 4_096; at < bytes.length; at += 4_096) bytes.fill(0x55, at, at + 300);
    writeFileSync(windows.path(), bytes);
    const here = windows.open();
    await here.database.load();
    here.usage.ended(request(), result());
    await here.clock.advance(1_000);
    await here.database.load();
    assert.deepEqual(readFileSync(here.moved[0] ?? ""), bytes);
    here.usage.ended(request(), result());
    await here.clock.advance(1_000);
    assert.equal(requests(here), 1);
    assert.equal(here.failures.length, 1);
  });

  it("moves a file aside that is no database", async () => {
    mkdirSync(dirname(windows.path()), { recursive: true });
    writeFileSync(windows.path(), "This is no database. ".repeat(500));
    const here = windows.open();
    here.usage.ended(request(), result());
    await here.settle();
    assert.deepEqual([requests(here), here.moved.length, here.failures], [1, 1, []]);
  });

  it("has after a crash in the middle of a write what was there before", async () => {
    const here = windows.open();
    here.usage.ended(request(), result());
    await here.settle();
    const crashed = `${windows.path()}.crashed`;
    const writing = await openDatabase(windows.path(), LEDGER_LAYOUT, assert.fail);
    // So small a cache puts into the file what is not committed yet.
    writing.exec("PRAGMA cache_size = 1");
    assert.throws(
      () =>
        inTransaction(writing, () => {
          for (let at = 0; at < 2_000; at++) writing.prepare("INSERT INTO warned VALUES (?, 1, 80)").run(`month ${at}`);
          for (const part of ["", "-wal"]) copyFileSync(windows.path() + part, crashed + part);
          throw new Error("crash");
        }),
      /crash/,
    );
    writing.close();
    assert.ok(readFileSync(`${crashed}-wal`, "latin1").includes("month 1"));
    const after = await openDatabase(crashed, { ...LEDGER_LAYOUT, isChecked: true }, assert.fail);
    const count = (table: string) => Number(after.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]);
    assert.deepEqual([count("usage"), count("warned")], [1, 0]);
    after.close();
  });

  it("writes the rest when its window closes", async () => {
    const here = windows.open();
    await here.database.load();
    here.usage.ended(request(), result());
    here.database.dispose();
    const there = windows.open();
    await there.settle();
    assert.equal(requests(there), 1);
  });

  it("costs the records where it cannot be opened, and nothing else", async () => {
    mkdirSync(dirname(dirname(windows.path())), { recursive: true });
    writeFileSync(dirname(windows.path()), "a file where the folder should be");
    const here = windows.open();
    here.usage.ended(request(), result());
    here.egress.sent(request());
    await here.settle();
    assert.deepEqual(
      [here.usage.tallies(7), here.egress.latest(), here.usage.spentThisMonth()],
      [undefined, undefined, undefined],
    );
    assert.equal(here.failures.length, 1);
    assert.match(here.failures[0] ?? "", /cannot be opened/);
  });

  it("holds no request where it cannot be opened, and no body that is not wanted while it is not yet", async () => {
    const isHeld = async (body: WeakRef<object>) => {
      await turn();
      collectGarbage();
      return body.deref() !== undefined;
    };
    const sendTo = ({ egress, usage }: ReturnType<typeof windows.open>) => {
      const body = { text: "x".repeat(1_000) };
      const sent = request({ body: () => body.text });
      egress.sent(sent);
      usage.ended(sent, result());
      return new WeakRef<object>(body);
    };
    const waiting = windows.open();
    assert.equal(await isHeld(sendTo(waiting)), false, "not yet opened");
    const kept = windows.open(() => true);
    assert.equal(await isHeld(sendTo(kept)), true, "bodies are kept");
    writeFileSync(dirname(windows.path()), "a file where the folder should be");
    const here = windows.open(() => true);
    const before = sendTo(here);
    await here.database.load();
    assert.match(here.failures[0] ?? "", /cannot be opened/);
    assert.equal(await isHeld(before), false, "from before");
    assert.equal(await isHeld(sendTo(here)), false, "from after");
  });

  it("leaves the file of a later version alone", async () => {
    const first = windows.open();
    await first.settle();
    first.database.read((open) => open.exec("PRAGMA user_version = 7"));
    first.database.dispose();
    const here = windows.open();
    await here.settle();
    assert.match(here.failures[0] ?? "", /version 7/);
    assert.deepEqual(here.moved, []);
  });
});
