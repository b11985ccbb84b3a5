import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openDatabase, openDatabaseOrMemory } from "../../../src/chat/database";
import { History } from "../../../src/chat/history";
import type { ChatEvent } from "../../../src/chat/protocol";
import { databasePathForEachTest } from "./support/temp";

const said: ChatEvent = { kind: "text", delta: "x".repeat(500) };

describe("the history's database", () => {
  const path = databasePathForEachTest();

  /** A database with something in it, closed. */
  const filled = async () => {
    const history = new History(await openDatabase(path(), assert.fail), "here");
    const id = history.create();
    for (let seq = 1; seq <= 200; seq++) history.append(id, seq, said);
    history.close();
    return readFileSync(path());
  };
  /** Opens it, and says where the damaged file was moved to. */
  const opened = async () => {
    const moved: string[] = [];
    const database = await openDatabase(path(), (movedTo) => moved.push(movedTo));
    const history = new History(database, "here");
    const id = history.latest();
    const events = id === undefined ? [] : history.load(id).events;
    const fresh = history.create();
    history.append(fresh, 1, said);
    history.close();
    return { moved, events };
  };

  const damages: Readonly<Record<string, (whole: Buffer) => Buffer>> = {
    "a file that is no database": () => Buffer.from("This is a text file, and quite a long one.".repeat(100)),
    "a file whose head is gone": (whole) => whole.fill(0x20, 0, 100),
    "a file that was cut": (whole) => whole.subarray(0, 9_000),
    "a file with holes in it": (whole) => {
      for (let at = 8_192; at < whole.length; at += 4_096) whole.fill(0x55, at, at + 200);
      return whole;
    },
  };
  for (const [name, damage] of Object.entries(damages)) {
    it(`${name} is moved aside and kept`, async () => {
      const bad = damage(await filled());
      writeFileSync(path(), bad);
      const { moved, events } = await opened();
      assert.equal(moved.length, 1);
      assert.deepEqual(readFileSync(moved[0] ?? ""), bad);
      assert.deepEqual(events, []);
      const again = await opened();
      assert.deepEqual(again.moved, []);
      assert.deepEqual(again.events, [said]);
    });
  }

  it("a damaged file takes the journal along that another window still holds", async () => {
    const database = await openDatabase(path(), assert.fail);
    const other = new History(database, "here");
    const id = other.create();
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    other.append(id, 1, said);
    writeFileSync(path(), "no database ".repeat(2_000));
    const { moved, events } = await opened();
    assert.equal(moved.length, 1);
    assert.ok(existsSync(`${moved[0] ?? ""}-wal`));
    assert.deepEqual(events, []);
    assert.deepEqual((await opened()).events, [said]);
    other.close();
  });

  it("what was written is there after a crash", async () => {
    const history = new History(await openDatabase(path(), assert.fail), "here");
    const id = history.create();
    for (const seq of [1, 2, 3]) history.append(id, seq, said);
    const crashed = `${path()}.crashed`;
    for (const part of ["", "-wal"]) copyFileSync(path() + part, crashed + part);
    history.close();
    const after = new History(await openDatabase(crashed, assert.fail), "here");
    assert.deepEqual(after.load(id).events, [said, said, said]);
    after.close();
  });

  it("that another window is writing to is waited for, and is no damaged one", async () => {
    await filled();
    const other = new DatabaseSync(path());
    other.exec("BEGIN IMMEDIATE");
    const database = await openDatabase(path(), assert.fail);
    database.exec("PRAGMA busy_timeout = 1");
    assert.throws(() => new History(database, "here").create(), /locked|busy/i);
    other.exec("COMMIT");
    new History(database, "here").create();
    other.close();
    database.close();
  });

  it("waits for another window for seconds, not for ever", async () => {
    const database = await openDatabase(path(), assert.fail);
    assert.deepEqual({ ...database.prepare("PRAGMA busy_timeout").get() }, { timeout: 3_000 });
    assert.deepEqual({ ...database.prepare("PRAGMA journal_mode").get() }, { journal_mode: "wal" });
    database.close();
  });

  it("in a place that cannot be written to says so, and moves nothing", async () => {
    writeFileSync(path().replace(/.storage.history\.db$/, "/storage"), "a file where the folder should be");
    await assert.rejects(openDatabase(path(), assert.fail), /EEXIST|ENOTDIR/);
  });

  it("of the version before there were branches is read, and goes on", async () => {
    mkdirSync(dirname(path()), { recursive: true });
    const old = new DatabaseSync(path());
    old.exec(`
      CREATE TABLE conversations (id TEXT PRIMARY KEY, workspace TEXT NOT NULL, created INTEGER NOT NULL) STRICT;
      CREATE TABLE events (conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY (conversation, seq)) STRICT, WITHOUT ROWID;
      CREATE TABLE drafts (workspace TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO conversations VALUES ('one', 'here', 1);
      INSERT INTO drafts VALUES ('here', 'half a thought');
      PRAGMA user_version = 2`);
    const insert = old.prepare("INSERT INTO events VALUES ('one', ?, ?)");
    for (const seq of [1, 2, 3]) insert.run(seq, JSON.stringify(said));
    old.close();
    const history = new History(await openDatabase(path(), assert.fail), "here");
    assert.equal(history.latest(), "one");
    assert.equal(history.draft(), "half a thought");
    history.append("one", 4, said);
    assert.deepEqual(history.load("one").events, [said, said, said, said]);
    history.close();
  });

  it("that cannot be used is left as it is, and there is one in memory, with the reason", async () => {
    const usable = async () => {
      const failures: unknown[] = [];
      const { database, notice } = await openDatabaseOrMemory(path(), assert.fail, (error) => failures.push(error));
      const history = new History(database, "here");
      history.append(history.create(), 1, said);
      history.close();
      return { notice: notice?.sentence, failures };
    };
    await filled();
    assert.deepEqual(await usable(), { notice: undefined, failures: [] });
    const newer = new DatabaseSync(path());
    newer.exec("PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE)");
    newer.close();
    const before = readFileSync(path());
    const refused = await usable();
    assert.match(refused.notice ?? "", /newer version.*stays as it is.*Update the extension/);
    assert.match(String(refused.failures), /version 999/);
    assert.deepEqual(readFileSync(path()), before);
    rmSync(path());
    mkdirSync(path());
    assert.match((await usable()).notice ?? "", /cannot be kept on this disk/);
  });

  it("may be in memory only", async () => {
    const history = new History(await openDatabase(":memory:", assert.fail), "here");
    const id = history.create();
    history.append(id, 1, said);
    assert.deepEqual(history.load(id).events, [said]);
    history.close();
  });
});
