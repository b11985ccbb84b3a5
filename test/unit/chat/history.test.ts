import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { mock } from "node:test";
import { openDatabase } from "../../../src/chat/database";
import { History } from "../../../src/chat/history";
import type { ChatEvent } from "../../../src/chat/protocol";
import { databasePathForEachTest } from "./support/temp";

const said = (text: string): ChatEvent => ({ kind: "user", text, at: 1, context: { path: "é😀.ts", startLine: 1 } });

describe("the history", () => {
  const path = databasePathForEachTest();
  const open: DatabaseSync[] = [];
  const database = async () => {
    const opened = await openDatabase(path(), (movedTo) => assert.fail(`moved to ${movedTo}`));
    open.push(opened);
    return opened;
  };
  afterEach(() => {
    for (const each of open.splice(0)) each.close();
  });

  it("keeps events in their order, through a restart", async () => {
    const first = await openDatabase(path(), assert.fail);
    const history = new History(first, "here");
    const id = history.create();
    const events = Array.from({ length: 12 }, (_none, at) => said(`message ${at} \ud83d"\0`));
    for (const [at, event] of events.entries()) history.append(id, at + 1, event);
    history.close();
    const again = new History(await database(), "here");
    assert.equal(again.latest(), id);
    assert.deepEqual(again.load(id), events);
  });

  it("keeps a draft for each workspace, the last words too, through a restart and beside another window", async () => {
    const [here, there] = [new History(await database(), "here"), new History(await database(), "there")];
    for (const text of ["h", "ha", "half a é😀\0 thought"]) here.keepDraft(text);
    there.keepDraft("other");
    const again = new History(await database(), "here");
    assert.equal(again.draft(), "half a é😀\0 thought");
    again.keepDraft("");
    assert.deepEqual([here.draft(), there.draft()], ["", "other"]);
  });

  it("refuses a number that is taken", async () => {
    const history = new History(await database(), "here");
    const id = history.create();
    assert.equal(history.append(id, 1, said("one")), true);
    assert.equal(history.append(id, 1, said("other")), false);
    assert.deepEqual(history.load(id), [said("one")]);
  });

  it("forgets what comes after a number, of one conversation", async () => {
    const history = new History(await database(), "here");
    const [one, other] = [history.create(), history.create()];
    for (const id of [one, other]) for (const seq of [1, 2, 3]) history.append(id, seq, said(String(seq)));
    history.truncate(one, 1);
    assert.deepEqual(history.load(one), [said("1")]);
    assert.equal(history.load(other).length, 3);
    history.append(one, 2, said("anew"));
    assert.deepEqual(history.load(one), [said("1"), said("anew")]);
    history.truncate(one, 0);
    assert.deepEqual(history.load(one), []);
  });

  it("knows each workspace's latest conversation, also of one millisecond", async () => {
    const shared = await database();
    const here = new History(shared, "here");
    const there = new History(shared, "there");
    assert.equal(here.latest(), undefined);
    mock.timers.enable({ apis: ["Date"], now: 1_000 });
    const ids = Array.from({ length: 20 }, () => here.create());
    mock.timers.reset();
    assert.equal(here.latest(), ids.at(-1));
    assert.equal(there.latest(), undefined);
    const other = there.create();
    assert.equal(here.latest(), ids.at(-1));
    assert.equal(there.latest(), other);
  });

  it("is shared by two windows", async () => {
    const here = new History(await database(), "here");
    const there = new History(await database(), "there");
    const [one, other] = [here.create(), there.create()];
    for (let seq = 1; seq <= 50; seq++) {
      here.append(one, seq, said(`here ${seq}`));
      there.append(other, seq, said(`there ${seq}`));
    }
    assert.equal(there.load(one).length, 50);
    assert.deepEqual(here.load(other).at(-1), said("there 50"));
    assert.equal(here.latest(), one);
    assert.equal(there.latest(), other);
  });
});
