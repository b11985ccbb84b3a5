import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { ChatList, isArchived } from "../../../src/chat/chatList";
import { openDatabase } from "../../../src/chat/database";
import { History } from "../../../src/chat/history";
import type { ChatEvent } from "../../../src/chat/protocol";
import { databasePathForEachTest } from "./support/temp";

describe("the list of chats", () => {
  const path = databasePathForEachTest();
  const closing: History[] = [];
  afterEach(() => {
    for (const history of closing.splice(0)) history.close();
  });
  const opened = async (workspace = "here") => {
    const database = await openDatabase(path(), assert.fail);
    const history = new History(database, workspace);
    closing.push(history);
    const list = new ChatList(database, workspace, (text) =>
      text.replaceAll("hunter2", "CODESTRAL_SECRET_0123456789AB"),
    );
    return { database, history, list };
  };
  /** A conversation of one question and its answer, in pieces. */
  const talk = (history: History, question: string, answer: readonly string[], at = 1): string => {
    const id = history.create();
    const events: ChatEvent[] = [
      { kind: "user", text: question, at },
      ...answer.map((delta): ChatEvent => ({ kind: "text", delta })),
      { kind: "end", reason: "complete" },
    ];
    for (const [place, event] of events.entries()) history.append(id, place + 1, event);
    return id;
  };

  it("has a title for each, the one that was used last first, pinned ones before them, and none that is empty", async () => {
    const { history, list } = await opened();
    talk(history, "# What is **rhubarb**?", ["A plant."], 20);
    talk(history, "And jam?", ["Fruit."], 30);
    const old = talk(history, "First", ["Yes."], 10);
    history.create();
    talk((await opened("there")).history, "Elsewhere", ["Yes."], 40);
    assert.deepEqual(
      list.all().map(({ title, used }) => [title, used]),
      [
        ["And jam?", 30],
        ["What is rhubarb?", 20],
        ["First", 10],
      ],
    );
    list.pin(old, true);
    assert.deepEqual(
      list.all().map(({ title, isPinned }) => [title, isPinned]),
      [
        ["First", true],
        ["And jam?", false],
        ["What is rhubarb?", false],
      ],
    );
    list.pin(old, false);
    assert.equal(list.all()[2]?.title, "First");
  });

  it("has one that a window is writing in, before its answer is over", async () => {
    const { history, list } = await opened();
    const id = history.create();
    history.append(id, 1, { kind: "user", text: "Live", at: 5 });
    history.append(id, 2, { kind: "text", delta: "half an" });
    assert.deepEqual(list.all(), [{ id, title: "Live", used: 5, isPinned: false }]);
    assert.equal(history.load(id).events.length, 2);
  });

  it("keeps a name over what is asked next, and goes back to the title when it is taken away", async () => {
    const { history, list } = await opened();
    const id = talk(history, "What is rhubarb?", ["A plant."]);
    list.rename(id, " Kitchen\n ");
    history.append(id, 4, { kind: "user", text: "Else", at: 9 });
    history.tidy(id);
    assert.deepEqual(list.all(), [{ id, title: "Kitchen", used: 9, isPinned: false }]);
    list.rename(id, " ");
    assert.equal(list.all()[0]?.title, "What is rhubarb?");
  });

  it("finds what was said, by parts of words, in any order and case, and says where", async () => {
    const { history, list } = await opened();
    const jam = talk(history, "How is jam made?", ["Of fruit, ", "with formatMoney(cents) and a pinch of Café."], 1);
    const other = talk(history, "Was ist 数据库?", ["一个存放数据的地方。"], 2);
    list.all();
    const found = (words: string) => list.search(words).map(({ id }) => id);
    for (const words of [
      "money",
      "MONEY fruit",
      "cafe",
      "CAFÉ",
      "formatMoney(",
      "ja",
      "with jam".slice(0, 4),
      "of a",
    ]) {
      assert.deepEqual(found(words), [jam], words);
    }
    for (const words of ["数据", "据库", "放", "存放数据", "ist"]) assert.deepEqual(found(words), [other], words);
    for (const words of ["", " ", "a", "marmalade", "money database", "%%", "___", "m_ney"]) {
      assert.deepEqual(found(words), [], words);
    }
    assert.equal(list.search("cents")[0]?.snippet, "Of fruit, with formatMoney(cents) and a pinch of Café.");
    const far = talk(history, "q", [`${"word ".repeat(200)}\n\nneedle ${"more ".repeat(200)}`]);
    list.all();
    const [{ id, snippet } = { id: "", snippet: "" }] = list.search("needle");
    assert.equal(id, far);
    assert.match(snippet, /^…word (word )+needle more .*…$/);
    assert.ok(snippet.length <= 122);
  });

  it("takes whatever is typed for words", async () => {
    const { history, list } = await opened();
    const hostile = [
      '"',
      '""',
      "AND",
      "OR NOT",
      "NEAR(a b)",
      "text:x",
      "a*",
      "^a",
      "-b",
      "(",
      ")",
      "{}",
      "\\",
      "'; --",
      "\0",
    ];
    const id = talk(history, `We say ${hostile.slice(0, -1).join(" ")} here`, ["Yes."]);
    list.all();
    for (const words of hostile) list.search(words);
    assert.deepEqual(
      list.search('OR NOT NEAR(a "" text:x').map((found) => found.id),
      [id],
    );
    const typed = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.constantFrom(...hostile, "é", "数")).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(typed, (words) => void list.search(words)),
      { numRuns: 300 },
    );
  });

  it("shows no secret, in a title or where something was said", async () => {
    const { history, list } = await opened();
    const id = talk(history, "My password is hunter2, thanks", ["I see CODESTRAL_SECRET_0123456789AB."]);
    assert.equal(list.all()[0]?.title, "My password is CODESTRAL_SECRET_0123456789AB, thanks");
    assert.deepEqual(list.search("hunter2"), []);
    assert.deepEqual(
      list.search("password").map(({ snippet }) => snippet),
      ["My password is CODESTRAL_SECRET_0123456789AB, thanks"],
    );
    history.delete([id]);
  });

  it("has nothing left in the file of one that is deleted, and all of the others", async () => {
    const { database, history, list } = await opened();
    const gone = talk(history, "rhubarb", ["Goose", "berry."]);
    const stays = talk(history, "marmalade", ["Quince."]);
    list.rename(gone, "Elderflower");
    history.keepDraft("a draft");
    list.all();
    const inFile = () => ["", "-wal"].map((part) => readFileSync(path() + part, "latin1")).join("");
    const words = ["rhubarb", "Gooseberry", "Elderflower", gone];
    assert.ok(words.every((word) => inFile().includes(word)));
    history.delete([gone]);
    assert.deepEqual(
      words.filter((word) => inFile().includes(word)),
      [],
    );
    // The index holds words in parts, so it is asked.
    const parts = (part: string) => database.prepare("SELECT 1 FROM spoken WHERE spoken MATCH ?").all(part).length;
    assert.deepEqual([parts("goo"), parts("rhu"), parts("mar"), parts("qui")], [0, 0, 1, 1]);
    database.exec("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, spoken, row)");
    const terms = database
      .prepare("SELECT term FROM temp.terms")
      .all()
      .map(({ term }) => String(term));
    assert.ok(terms.includes("mar") && !terms.includes("goo"), "not among the index's own terms");
    assert.deepEqual(
      list.all().map(({ id }) => id),
      [stays],
    );
    assert.equal(history.draft(), "a draft");
  });

  it("of windows without a folder is one, and each is brought to the window that opens it", async () => {
    const [one, other, folder] = [await opened("window:1"), await opened("window:2"), await opened("/*[a]?")];
    const id = talk(one.history, "Without a folder", ["Yes."]);
    assert.deepEqual(
      other.list.all().map((chat) => chat.id),
      [id],
    );
    assert.deepEqual(folder.list.all(), []);
    const inFolder = talk(folder.history, "In a folder", ["Yes."]);
    assert.deepEqual(
      folder.list.all().map((chat) => chat.id),
      [inFolder],
    );
    one.history.hold(id, undefined, 7, undefined);
    other.list.bringHere(id);
    assert.deepEqual([one.history.latest(), other.history.latest()], [undefined, id]);
    assert.deepEqual(
      other.history.held().map(({ conversation }) => conversation),
      [id],
    );
  });

  it("archives what was not used for so many days, and nothing that is pinned", () => {
    const day = 24 * 60 * 60 * 1_000;
    const chat = { id: "one", title: "One", used: 10 * day, isPinned: false };
    assert.equal(isArchived(chat, 30, 40 * day), false);
    assert.equal(isArchived(chat, 30, 40 * day + 1), true);
    assert.equal(isArchived({ ...chat, isPinned: true }, 30, 400 * day), false);
    assert.equal(isArchived(chat, 0, 4_000 * day), false);
  });
});
