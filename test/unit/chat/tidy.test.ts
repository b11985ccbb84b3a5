import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../../src/chat/database";
import { History } from "../../../src/chat/history";
import type { ChatEvent } from "../../../src/chat/protocol";
import { inTransaction } from "../../../src/storage/database";
import { databasePathForEachTest } from "./support/temp";
import { whole, windowsForEachTest } from "./support/windows";

const asks = (text: string): ChatEvent => ({ kind: "user", text, at: 5 });
const says = (delta: string): ChatEvent => ({ kind: "text", delta });
const end: ChatEvent = { kind: "end", reason: "complete" };

describe("the pieces of answers, on the disk", () => {
  const path = databasePathForEachTest();
  const open: DatabaseSync[] = [];
  const opened = async () => {
    const database = await openDatabase(path(), assert.fail);
    open.push(database);
    return { database, history: new History(database, "here") };
  };
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });

  const countOf = (database: DatabaseSync, table: string) =>
    Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]);
  const wordsOf = (database: DatabaseSync) =>
    database
      .prepare("SELECT text FROM spoken ORDER BY rowid")
      .all()
      .map((row) => row["text"]);

  /** Writes live pieces, as they come. */
  function write(history: History, id: string, events: readonly ChatEvent[], after = 0): void {
    for (const [at, event] of events.entries()) assert.ok(history.append(id, after + at + 1, event));
  }

  it("are a row for each answer once it is over, of 300 pieces too, and say the same", async () => {
    const { database, history } = await opened();
    const id = history.create();
    const turn = [asks("q"), ...Array.from({ length: 300 }, (_none, at) => says(`${at} `)), end];
    for (let turns = 0; turns < 40; turns++) {
      inTransaction(database, () => write(history, id, turn, turns * turn.length));
      history.tidy(id);
    }
    assert.equal(countOf(database, "events"), 40 * 3);
    const again = (await opened()).history.load(id);
    assert.deepEqual(again.events, Array.from({ length: 40 }, () => whole(turn)).flat());
    assert.equal(again.last, 40 * turn.length);
  });

  it("stay what they are while more may come, and are found only when they are whole", async () => {
    const { database, history } = await opened();
    const id = history.create();
    write(history, id, [asks("question"), says("half a mar"), says("mal")]);
    history.tidy(id);
    assert.equal(countOf(database, "events"), 3);
    assert.deepEqual(wordsOf(database), ["question"]);
    write(history, id, [says("ade"), end], 3);
    history.tidy(id);
    history.tidy(id);
    assert.equal(countOf(database, "events"), 3);
    assert.deepEqual(wordsOf(database), ["question", "half a marmalade"]);
  });

  it("of branches are merged each by itself, and the branch that is shown stays", async () => {
    const { history } = await opened();
    const id = history.create();
    write(history, id, [asks("q"), says("o"), says("ld"), end]);
    history.append(id, 5, asks("q"), 0);
    write(history, id, [says("n"), says("ew"), end], 5);
    history.show(id, 1);
    history.tidy(id);
    const tree = history.load(id);
    assert.deepEqual(tree.events, [asks("q"), says("old"), end]);
    tree.show(1, 2);
    assert.deepEqual(tree.events, [asks("q"), says("new"), end]);
  });

  it("that a window has read before they were merged part it from the one that goes on, and it keeps all of them", async () => {
    const { history } = await opened();
    const id = history.create();
    write(history, id, [asks("q"), says("a"), says("b"), says("c"), says("d"), end]);
    history.tidy(id);
    // Whoever has read up to 4 goes on with 5.
    assert.equal(history.append(id, 5, says("other")), false);
    const { id: copy, last } = history.copy(id, 4);
    assert.deepEqual([last, history.load(copy).events], [1, [asks("q")]]);
  });

  it("of more than is tidied at once are merged all the same", async () => {
    const { database, history } = await opened();
    const id = history.create();
    const pieces = Array.from({ length: 45_000 }, () => says("x"));
    inTransaction(database, () => write(history, id, [asks("q"), ...pieces, end, asks("again"), says("y"), end]));
    history.tidy(id);
    assert.deepEqual(history.load(id).events, [
      asks("q"),
      says("x".repeat(45_000)),
      end,
      asks("again"),
      says("y"),
      end,
    ]);
    assert.equal(countOf(database, "events"), 6);
  });

  it("of a version that knew no merging are brought up when the conversation is next opened, branches and all", async () => {
    mkdirSync(dirname(path()), { recursive: true });
    const old = new DatabaseSync(path());
    old.exec(`
      CREATE TABLE conversations (id TEXT PRIMARY KEY, workspace TEXT NOT NULL, created INTEGER NOT NULL, shown INTEGER)
        STRICT;
      CREATE TABLE events (conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL, event TEXT NOT NULL, follows INTEGER, PRIMARY KEY (conversation, seq))
        STRICT, WITHOUT ROWID;
      CREATE TABLE drafts (workspace TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE held (conversation TEXT PRIMARY KEY, workspace TEXT NOT NULL, holder TEXT, renewed INTEGER NOT NULL)
        STRICT, WITHOUT ROWID;
      INSERT INTO conversations VALUES ('one', 'here', 1, 1);
      PRAGMA user_version = 4`);
    const insert = old.prepare("INSERT INTO events VALUES ('one', ?, ?, ?)");
    for (const [at, event] of [asks("What is **rhubarb**?"), says("A pl"), says("ant."), end].entries()) {
      insert.run(at + 1, JSON.stringify(event), null);
    }
    insert.run(5, JSON.stringify(asks("What is **rhubarb**?")), 0);
    insert.run(6, JSON.stringify({ kind: "hologram" }), null);
    old.close();
    const { database, history } = await opened();
    history.tidy("one");
    assert.deepEqual(history.load("one").events, [asks("What is **rhubarb**?"), says("A plant."), end]);
    assert.equal(countOf(database, "events"), 5);
    assert.ok(wordsOf(database).includes("A plant."));
    const row = database.prepare("SELECT title, used FROM conversations").get();
    assert.deepEqual({ ...row }, { title: "What is rhubarb?", used: 5 });
    assert.equal(database.prepare("SELECT event FROM events WHERE seq = 6").get()?.["event"], '{"kind":"hologram"}');
  });

  it("have no secret in the title, nor among what is found", async () => {
    const { database, history } = await opened();
    const id = history.create();
    const secret = "sk-ant-api03-Q7zL9pXw2RkV5tYb8NcF1mHs4GdJ6eAu";
    write(history, id, [
      asks(`Use ANTHROPIC_API_KEY=${secret} here`),
      says("I see CODESTRAL_SECRET_0123456789AB."),
      end,
    ]);
    history.tidy(id);
    const outside = JSON.stringify([database.prepare("SELECT title FROM conversations").all(), wordsOf(database)]);
    assert.ok(!outside.includes(secret) && !outside.includes("Q7zL9pXw2RkV5tYb8NcF1mHs4GdJ6eAu"), outside);
    assert.match(outside, /title.{0,40}CODESTRAL_SECRET_/);
    assert.match(outside, /I see CODESTRAL_SECRET_0123456789AB/);
  });
});

describe("a window whose conversation was merged by another, as it was thought dead", () => {
  const { fixture, openHistory, begin } = windowsForEachTest();

  it("goes on in one of its own, and no word is lost", async () => {
    const { conversation, ask, events, snapshot, failures } = await begin();
    fixture().brain.nextChat("One two three.").nextChat("Four.");
    await ask("first");
    const before = snapshot().conversation;
    const other = await openHistory(History);
    const last = other.load(before).last;
    assert.ok(other.append(before, last + 1, asks("of the other")));
    assert.ok(other.append(before, last + 2, says("an")));
    assert.ok(other.append(before, last + 3, says("swer")));
    assert.ok(other.append(before, last + 4, end));
    other.tidy(before);
    await ask("second");
    assert.notEqual(snapshot().conversation, before);
    assert.deepEqual(whole(other.load(snapshot().conversation).events), whole(events()));
    assert.deepEqual(other.load(before).events.slice(-3), [asks("of the other"), says("answer"), end]);
    assert.deepEqual(failures, []);
    conversation.dispose();
  });
});
