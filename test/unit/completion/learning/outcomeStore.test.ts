import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { openDatabase } from "../../../../src/completion/learning/database";
import { isLocked } from "../../../../src/storage/database";
import { storesForEachTest } from "./database";
import { outcome } from "./outcomes";

const DAY_MS = 86_400_000;
/** Noon, so that no time zone makes another day of it. */
const NOON = new Date(2026, 10, 21, 12).getTime();

const kept = (about: Parameters<typeof outcome>[0]) => ({ kind: "outcome", outcome: outcome(about) }) as const;

describe("the store of outcomes", () => {
  const stores = storesForEachTest();

  it("keeps outcomes and what was learnt through a restart", async () => {
    const one = outcome({ id: "a", at: 1, end: "part", accepted: 4, remains: [1, 0.5, undefined] });
    const two = outcome({ id: "b", at: 2, languageId: "c'\"😀", kind: "block", source: "ahead", lines: 7 });
    const first = await stores.open();
    first.write([
      { kind: "outcome", outcome: two },
      { kind: "outcome", outcome: one },
      { kind: "learnt", name: "typing", value: [1, 2.5] },
    ]);
    first.close();
    const again = await stores.open();
    assert.deepEqual(again.latest(10), [one, two]);
    assert.deepEqual(again.latest(1), [two]);
    assert.deepEqual([again.learnt("typing"), again.learnt("latency")], [[1, 2.5], undefined]);
  });

  it("learns later what remains", async () => {
    const store = await stores.open();
    store.write([kept({ id: "a", end: "whole", accepted: 10 })]);
    for (const check of [0, 1, 2]) store.write([{ kind: "remains", id: "a", check, share: check / 2 }]);
    assert.deepEqual(store.latest(1)[0]?.remains, [0, 0.5, 1]);
  });

  it("writes all of it or nothing", async () => {
    const store = await stores.open();
    const broken = { kind: "learnt", name: "typing", value: undefined } as const;
    assert.throws(() => store.write([kept({ id: "a" }), broken]));
    assert.deepEqual(store.latest(10), []);
    store.write([kept({ id: "b" })]);
    assert.equal(store.latest(10).length, 1);
  });

  it("forgets what is older than 90 days", async () => {
    const store = await stores.open();
    store.write([kept({ id: "old", at: NOON - 90 * DAY_MS - 1 }), kept({ id: "new", at: NOON - 90 * DAY_MS })]);
    store.forgetOld(NOON);
    assert.deepEqual(
      store.latest(10).map(({ id }) => id),
      ["new"],
    );
  });

  it("sums up by day, language and kind", async () => {
    const store = await stores.open();
    store.write([
      kept({ id: "before", at: NOON - DAY_MS }),
      kept({ id: "a", at: NOON, end: "whole", accepted: 10, remains: [1, 0.5, undefined] }),
      kept({ id: "b", at: NOON + 1, end: "part", accepted: 4, remains: [0.5, undefined, undefined] }),
      kept({ id: "c", at: NOON + 2, end: "typedOver" }),
      kept({ id: "d", at: NOON + 3, kind: "block" }),
      kept({ id: "e", at: NOON + 4, languageId: "python" }),
    ]);
    const nothing = { shown: 1, whole: 0, part: 0, typedOver: 0, characters: 0 };
    const unknown = [0, 1, 2].map(() => ({ still: 0, of: 0 }));
    const today = { day: "2026-11-21", languageId: "typescript" };
    assert.deepEqual(store.tallies("2026-11-21"), [
      { ...today, ...nothing, languageId: "python", kind: "line", remains: unknown },
      { ...today, ...nothing, kind: "block", remains: unknown },
      {
        ...{ ...today, kind: "line", shown: 3, whole: 1, part: 1, typedOver: 1, characters: 14 },
        remains: [
          { still: 12, of: 14 },
          { still: 5, of: 10 },
          { still: 0, of: 0 },
        ],
      },
    ]);
  });

  it("leaves nothing in the file when everything is deleted", async () => {
    const store = await stores.open();
    store.write([kept({ id: "a", languageId: "telltale" }), { kind: "learnt", name: "typing", value: "telltale" }]);
    store.deleteAll();
    assert.deepEqual([store.latest(10), store.learnt("typing")], [[], undefined]);
    const folder = dirname(stores.path());
    for (const name of readdirSync(folder)) {
      assert.equal(readFileSync(`${folder}/${name}`, "latin1").includes("telltale"), false, name);
    }
  });

  it("is shared by two windows", async () => {
    const [here, there] = [await stores.open(), await stores.open()];
    for (let at = 0; at < 50; at++) {
      here.write([kept({ id: `here ${at}`, at })]);
      there.write([kept({ id: `there ${at}`, at })]);
    }
    assert.equal(here.latest(1_000).length, 100);
  });

  it("does not wait for a window that writes", async () => {
    const writing = await openDatabase(await pathWithTables(), assert.fail);
    const store = await stores.open();
    writing.exec("BEGIN IMMEDIATE");
    assert.throws(() => store.write([kept({})]), isLocked);
    writing.exec("COMMIT");
    writing.close();
    store.write([kept({})]);
    assert.equal(store.latest(10).length, 1);
  });

  it("moves a damaged file aside and begins anew", async () => {
    mkdirSync(dirname(stores.path()));
    writeFileSync(stores.path(), "this is no database, only text that is long enough to be taken for one".repeat(100));
    const moved: string[] = [];
    const store = await stores.open((to) => moved.push(to));
    store.write([kept({})]);
    assert.equal(moved.length, 1);
    assert.match(readFileSync(moved[0] ?? "", "utf8"), /^this is no database/);
  });

  it("leaves the file of a later version alone", async () => {
    const database = await openDatabase(stores.path(), assert.fail);
    database.exec("PRAGMA user_version = 7");
    database.close();
    await assert.rejects(stores.open(assert.fail), /version 7/);
  });

  async function pathWithTables(): Promise<string> {
    (await stores.open()).close();
    return stores.path();
  }
});
