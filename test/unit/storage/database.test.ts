import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import {
  eraseTables,
  IN_MEMORY,
  inTransaction,
  isDamaged,
  isLocked,
  type Layout,
  openDatabase,
  patiently,
} from "../../../src/storage/database";
import { databasePathForEachTest } from "./temp";

const LAYOUT: Layout = {
  busyTimeoutMs: 10,
  isChecked: false,
  steps: ["CREATE TABLE words (word TEXT NOT NULL) STRICT"],
};
const NEXT: Layout = {
  ...LAYOUT,
  steps: [...LAYOUT.steps, "ALTER TABLE words ADD COLUMN length INTEGER", "UPDATE words SET length = length(word)"],
};

describe("a database", () => {
  const path = databasePathForEachTest();
  const open: DatabaseSync[] = [];
  afterEach(() => {
    for (const one of open.splice(0).filter(({ isOpen }) => isOpen)) one.close();
  });

  async function opened(layout = LAYOUT, damaged: (movedTo: string) => void = assert.fail): Promise<DatabaseSync> {
    const database = await openDatabase(path(), layout, damaged);
    open.push(database);
    return database;
  }

  const write = (database: DatabaseSync, word: string) =>
    database.prepare("INSERT INTO words (word) VALUES (?)").run(word);
  const words = (database: DatabaseSync) =>
    database
      .prepare("SELECT * FROM words")
      .all()
      .map((row) => ({ ...row }));
  const version = (database: DatabaseSync) => ({ ...database.prepare("PRAGMA user_version").get() });

  it("is made with its folder, and journals so that readers and writers do not wait for each other", async () => {
    const database = await opened();
    assert.deepEqual(version(database), { user_version: 1 });
    assert.deepEqual({ ...database.prepare("PRAGMA journal_mode").get() }, { journal_mode: "wal" });
    assert.deepEqual({ ...database.prepare("PRAGMA busy_timeout").get() }, { timeout: 10 });
  });

  it("of an earlier version gets the steps that it lacks, once, and keeps what it holds", async () => {
    const before = await opened();
    write(before, "four");
    before.close();
    for (const _time of [1, 2]) {
      const database = await opened(NEXT);
      assert.deepEqual([words(database), version(database)], [[{ word: "four", length: 4 }], { user_version: 3 }]);
      database.close();
    }
  });

  it("is not left half migrated when a step fails", async () => {
    write(await opened(), "four");
    await assert.rejects(opened({ ...NEXT, steps: [...NEXT.steps, "nonsense"] }), /syntax error/);
    assert.deepEqual(words(await opened()), [{ word: "four" }]);
  });

  it("of a later version is left alone", async () => {
    (await opened(NEXT)).close();
    const before = readFileSync(path());
    await assert.rejects(opened(), /^Error: The tables are of version 3; this extension knows 1\.$/);
    assert.deepEqual(readFileSync(path()), before);
    assert.deepEqual(
      readdirSync(dirname(path())).filter((name) => name.includes("damaged")),
      [],
    );
  });

  it("is opened while another window writes, unless its tables are missing", async () => {
    const other = await opened();
    other.exec("BEGIN IMMEDIATE");
    assert.deepEqual(words(await opened()), []);
    await assert.rejects(opened(NEXT), isLocked);
    other.exec("COMMIT");
    assert.deepEqual(version(await opened(NEXT)), { user_version: 3 });
  });

  it("that is damaged is moved aside with its journal, and begins anew", async () => {
    const other = await opened();
    other.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    write(other, "lost");
    writeFileSync(path(), "This is no database. ".repeat(500));
    const moved: string[] = [];
    const fresh = await opened(LAYOUT, (to) => moved.push(to));
    assert.deepEqual([words(fresh), moved.length], [[], 1]);
    const [aside = ""] = moved;
    assert.match(readFileSync(aside, "utf8"), /^This is no database/);
    assert.ok(existsSync(`${aside}-wal`));
  });

  it("with a hole in it is found out by a check, and else when the hole is met", async () => {
    const whole = await opened();
    inTransaction(whole, () => {
      for (let at = 0; at < 500; at++) write(whole, "x".repeat(100));
    });
    whole.close();
    const bytes = readFileSync(path());
    for (let at = 8_192; at < bytes.length; at += 4_096) bytes.fill(0x55, at, at + 200);
    writeFileSync(path(), bytes);
    const unchecked = await opened();
    assert.throws(() => words(unchecked), isDamaged);
    unchecked.close();
    const moved: string[] = [];
    assert.deepEqual(words(await opened({ ...LAYOUT, isChecked: true }, (to) => moved.push(to))), []);
    assert.deepEqual(readFileSync(moved[0] ?? ""), bytes);
  });

  it("may be in memory only", async () => {
    const database = await openDatabase(IN_MEMORY, LAYOUT, assert.fail);
    write(database, "here");
    assert.equal(words(database).length, 1);
    database.close();
    assert.equal(existsSync(IN_MEMORY), false);
  });

  it("writes all of it or nothing, also when the disk is full", async () => {
    const database = await opened();
    const { page_count: pages } = { ...database.prepare("PRAGMA page_count").get() };
    database.exec(`PRAGMA max_page_count = ${Number(pages)}`);
    const fill = () => {
      for (let at = 0; at < 500; at++) write(database, "x".repeat(100));
    };
    assert.throws(() => inTransaction(database, fill), /full/);
    database.exec("PRAGMA max_page_count = 1000000");
    assert.deepEqual(words(database), []);
    inTransaction(database, fill);
    assert.equal(words(database).length, 500);
  });

  it("forgets so that nothing stays in the file, and waits as it did before", async () => {
    const database = await opened();
    write(database, "telltale");
    eraseTables(database, ["words"]);
    assert.deepEqual(words(database), []);
    for (const name of readdirSync(dirname(path()))) {
      assert.equal(readFileSync(`${dirname(path())}/${name}`, "latin1").includes("telltale"), false, name);
    }
    assert.deepEqual({ ...database.prepare("PRAGMA busy_timeout").get() }, { timeout: 10 });
  });

  it("waits for seconds where somebody waits for it", async () => {
    const database = await opened();
    const timeout = patiently(database, () => ({ ...database.prepare("PRAGMA busy_timeout").get() }));
    assert.deepEqual(timeout, { timeout: 3_000 });
  });
});
