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
    assert.deepEqual(again.load(id).events, events);
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
    assert.deepEqual(history.load(id).events, [said("one")]);
  });

  it("keeps branches, and which of them is shown, through a restart", async () => {
    const history = new History(await database(), "here");
    const id = history.create();
    history.append(id, 1, said("q"));
    history.append(id, 2, said("old"));
    history.append(id, 3, said("q again"), 0);
    const shown = async () => new History(await database(), "here").load(id).events;
    assert.deepEqual(await shown(), [said("q again")]);
    history.show(id, 1);
    assert.deepEqual(await shown(), [said("q"), said("old")]);
    history.append(id, 4, said("and then"), 2);
    assert.deepEqual(await shown(), [said("q"), said("old"), said("and then")]);
    history.show(id, undefined);
    history.append(id, 5, said("later"), 3);
    assert.deepEqual(await shown(), [said("q again"), said("later")]);
  });

  it("copies a conversation up to a number, branches and what it cannot read included", async () => {
    const shared = await database();
    const history = new History(shared, "here");
    const id = history.create();
    history.append(id, 1, said("q"));
    shared.prepare("INSERT INTO events (conversation, seq, event) VALUES (?, 2, ?)").run(id, '{"kind":"hologram"}');
    history.append(id, 3, said("q again"), 0);
    history.append(id, 4, said("of another window"));
    const { id: copy, last } = history.copy(id, 3);
    assert.equal(last, 3);
    assert.deepEqual(history.load(copy).events, [said("q again")]);
    assert.deepEqual(history.load(copy).branches, [{ question: 1, shown: 2, of: 2 }]);
    const rows = shared.prepare("SELECT event FROM events WHERE conversation = ? ORDER BY seq").all(copy);
    assert.equal(rows[1]?.["event"], '{"kind":"hologram"}');
    assert.equal(rows.length, 3);
  });

  it("loses no more than the row that cannot be read, and leaves that as it is", async () => {
    const shared = await database();
    const history = new History(shared, "here");
    const id = history.create();
    for (const seq of [1, 2, 3, 4, 5]) history.append(id, seq, said(String(seq)));
    shared.prepare("UPDATE events SET event = ? WHERE conversation = ? AND seq = 2").run('{"kind":"us', id);
    shared.prepare("DELETE FROM events WHERE conversation = ? AND seq = 4").run(id);
    shared.prepare("UPDATE events SET follows = 77 WHERE conversation = ? AND seq = 5").run(id);
    const damaged = { kind: "unknown", why: "damaged" };
    assert.deepEqual(history.load(id).events, [said("1"), damaged, said("3"), damaged, said("5")]);
    const row = shared.prepare("SELECT event FROM events WHERE conversation = ? AND seq = 2").get(id);
    assert.equal(row?.["event"], '{"kind":"us');
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
    assert.equal(there.load(one).events.length, 50);
    assert.deepEqual(here.load(other).events.at(-1), said("there 50"));
    assert.equal(here.latest(), one);
    assert.equal(there.latest(), other);
  });
});
