import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { FileChange } from "../../../../src/edits/changeSet";
import { ChangeJournal } from "../../../../src/edits/journal/changeJournal";
import { standings } from "../../../../src/edits/journal/entry";
import { JournalFile } from "../../../../src/edits/journal/journalFile";
import { JOURNAL_LAYOUT } from "../../../../src/edits/journal/layout";
import { takeBackOf } from "../../../../src/edits/journal/takeBack";
import { ChangeWriter } from "../../../../src/edits/write/changeWriter";
import { openDatabase } from "../../../../src/storage/database";
import { databasePathForEachTest } from "../../storage/temp";
import { create, edit, MemoryFiles, remove, rename, setOf } from "../write/memoryFiles";

describe("the journal of changes", () => {
  const path = databasePathForEachTest();
  const open: DatabaseSync[] = [];
  afterEach(() => {
    for (const one of open.splice(0).filter(({ isOpen }) => isOpen)) one.close();
  });

  /** A window with its files, and a writer that notes down what it does. */
  async function window(files = new MemoryFiles({ a: "one\n", b: "two\n", c: "three\n" }), mostBytes?: number) {
    const database = await openDatabase(path(), JOURNAL_LAYOUT, assert.fail);
    open.push(database);
    const journal = new ChangeJournal(database, { pid: process.pid, session: "test" }, () => 1_000, mostBytes);
    const writer = new ChangeWriter(files, {
      begin: async (...change) => journal.begin(...change),
      end: (...outcome) => journal.end(...outcome),
    });
    const write = async (...changes: FileChange[]) =>
      assert.equal((await writer.write(setOf(...changes))).kind, "written");
    /** Of the entry at this place of the list. @returns why some files were left alone */
    const takeBack = async (at = 0) => {
      const entry = journal.entries()[at];
      assert.ok(entry);
      const { set, takesBack, refused } = await takeBackOf(entry, journal, files, writer);
      if (set) assert.equal((await writer.write(set, takesBack)).kind, "written");
      return refused.map(({ sentence }) => sentence);
    };
    const list = () => journal.entries().map((entry, _, all) => [entry.title, ...standings(entry, all)]);
    return { files, journal, writer, write, takeBack, list };
  }

  const ALL = [
    edit("a", "one\n", "ONE\n"),
    create("new", "new\n"),
    rename("b", "b2", "two\n", "TWO\n"),
    remove("c", "three\n"),
  ];

  it("takes all kinds of changes back, and takes that back, as often as one likes", async () => {
    const { files, write, takeBack, list } = await window();
    const before = files.state();
    await write(...ALL);
    const after = files.state();
    for (const expected of [before, after, before]) {
      assert.deepEqual(await takeBack(), []);
      assert.deepEqual(files.state(), expected);
    }
    const all = (standing: string) => [standing, standing, standing, standing];
    assert.deepEqual(list(), [
      ["Take back: Take back: Take back: Simplify", ...all("written")],
      ["Take back: Take back: Simplify", ...all("takenBack")],
      ["Take back: Simplify", ...all("written")],
      ["Simplify", ...all("takenBack")],
    ]);
  });

  it("takes a change back after a restart, from its file alone", async () => {
    const first = await window();
    const before = first.files.state();
    await first.write(...ALL);
    open.pop()?.close();
    const { takeBack, files } = await window(first.files);
    await takeBack();
    assert.deepEqual(files.state(), before);
  });

  it("takes out what was written, leaves what came since, and says what it cannot take out", async () => {
    const { files, write, takeBack, list } = await window();
    await write(...ALL, create("other", "x\n"));
    files.all.set("a", { text: "mine\nONE\n", saved: "mine\nONE\n" });
    files.all.set("b2", { text: "TWO!\n", saved: "TWO!\n" });
    files.all.set("new", { text: "new\nmore\n", saved: "new\nmore\n" });
    files.all.set("c", { text: "again\n", saved: "again\n" });
    assert.deepEqual(await takeBack(), [
      "new has changed since it was created; delete it yourself if you no longer want it; it was left as it is.",
      "b2 has moved on: what was written there is no longer as it was, or stands there twice; it was left as it is.",
      "c exists again, with another text; it was left as it is.",
    ]);
    assert.deepEqual(
      [...files.all].map(([name, { text }]) => [name, text]).toSorted(([a], [b]) => ((a ?? "") < (b ?? "") ? -1 : 1)),
      [
        ["a", "mine\none\n"],
        ["b2", "TWO!\n"],
        ["c", "again\n"],
        ["new", "new\nmore\n"],
      ],
    );
    assert.deepEqual(list()[1], ["Simplify", "takenBack", "written", "written", "written", "takenBack"]);
  });

  it("takes a file back by its own changes: one that was deleted and made anew", async () => {
    const { files, write, takeBack } = await window();
    await write(remove("c", "three\n"));
    await write(create("c", "anew\n"));
    assert.deepEqual(await takeBack(1), ["c exists again, with another text; it was left as it is."]);
    assert.deepEqual(await takeBack(0), []);
    assert.equal(files.all.has("c"), false);
    assert.deepEqual(await takeBack(2), []);
    assert.equal(files.all.get("c")?.text, "three\n");
  });

  it("has nothing to do where the person has taken it back", async () => {
    const { files, write, takeBack, list } = await window();
    await write(edit("a", "one\n", "ONE\n"));
    files.all.set("a", { text: "one\n", saved: "one\n" });
    assert.deepEqual(await takeBack(), []);
    assert.equal(list().length, 1);
  });

  it("keeps what was there once, however often", async () => {
    const { files, journal, write } = await window();
    for (const [from, to] of [
      ["one\n", "1\n"],
      ["1\n", "one\n"],
      ["one\n", "2\n"],
    ] as const) {
      await write(edit("a", from, to));
    }
    const kept = open[0]?.prepare("SELECT count(*) AS count FROM contents").get()?.["count"];
    assert.equal(kept, 2);
    assert.deepEqual(journal.texts(3, 0), { before: "one\n", after: "2\n" });
    assert.equal(files.all.get("a")?.text, "2\n");
  });

  it("never takes more room than it may, and forgets the oldest first", async () => {
    const most = 600_000;
    const { files, journal, writer, write } = await window(undefined, most);
    // Nothing to compress, and never the same.
    let seed = 1;
    const noise = () =>
      Array.from({ length: 30_000 }, () =>
        String.fromCharCode(33 + ((seed = (seed * 48_271) % 2_147_483_647) % 90)),
      ).join("");
    for (let text = "one\n", at = 0; at < 60; at++) {
      const next = `${noise()}\n`;
      await write(edit("a", text, next));
      text = next;
      assert.ok(statSync(path()).size <= most, `${statSync(path()).size} bytes`);
    }
    const entries = journal.entries();
    assert.ok(entries.length > 3 && entries.length < 30, `${entries.length}`);
    assert.deepEqual([entries[0]?.id, entries.at(-1)?.id], [60, 61 - entries.length]);
    const orphans =
      "SELECT count(*) AS count FROM contents WHERE hash NOT IN (SELECT before FROM files WHERE before IS NOT NULL)";
    assert.equal(open[0]?.prepare(orphans).get()?.["count"], 0);
    // What does not fit at all changes nothing of what is kept.
    const huge = setOf(edit("a", files.all.get("a")?.text ?? "", Array.from({ length: 40 }, noise).join("\n")));
    await assert.rejects(writer.write(huge), /too large to be kept/);
    assert.equal(journal.entries().length, entries.length);
  });

  it("leaves no trace of what is forgotten", async () => {
    const { journal, write } = await window(new MemoryFiles({ a: "telltale\n" }));
    await write(edit("a", "telltale\n", "ONE\n"));
    // Texts are compressed; a title is not.
    const bytes = () =>
      readdirSync(dirname(path()))
        .map((name) => readFileSync(`${dirname(path())}/${name}`, "latin1"))
        .join();
    assert.match(bytes(), /Simplify/);
    journal.forget(1);
    assert.doesNotMatch(bytes(), /Simplify/);
    await write(edit("a", "ONE\n", "two\n"));
    journal.forgetAll();
    assert.doesNotMatch(bytes(), /Simplify/);
    assert.deepEqual(journal.entries(), []);
  });

  it("knows what was taken back also when the entry that did it is forgotten", async () => {
    const { journal, write, takeBack, list } = await window();
    await write(edit("a", "one\n", "ONE\n"));
    await takeBack();
    journal.forget(2);
    assert.deepEqual(list(), [["Simplify", "takenBack"]]);
  });

  it("does not settle what another window is writing at this moment", async () => {
    const { journal, writer, files } = await window();
    let during: number[] = [];
    files.fault = () => {
      const other = new ChangeJournal(open[0] ?? assert.fail(), { pid: -1, session: "other" }, () => 0);
      during = other.abandoned(() => true).map(({ id }) => id);
      return undefined;
    };
    await writer.write(setOf(edit("a", "one\n", "ONE\n")));
    assert.deepEqual([during, journal.abandoned(() => false)], [[], []]);
  });

  describe("in its file", () => {
    function fileOf(files: MemoryFiles, openIt: () => Promise<DatabaseSync>) {
      const failures: unknown[] = [];
      const journal = new JournalFile({
        owner: { pid: process.pid, session: "file" },
        files,
        now: () => 0,
        isRunning: () => false,
        open: openIt,
        failed: (error) => failures.push(error),
      });
      open.push({ isOpen: true, close: () => journal.dispose() } as DatabaseSync);
      return { journal, failures, writer: new ChangeWriter(files, journal) };
    }

    it("that cannot be opened costs the entry, not the change; the next one tries again", async () => {
      const files = new MemoryFiles({ a: "one\n" });
      let isFull = true;
      const { failures, writer } = fileOf(files, () =>
        isFull ? Promise.reject(new Error("disk full")) : openDatabase(path(), JOURNAL_LAYOUT, assert.fail),
      );
      assert.deepEqual(await writer.write(setOf(edit("a", "one\n", "1\n"))), { kind: "written", entry: undefined });
      assert.deepEqual([files.all.get("a")?.text, failures.length], ["1\n", 1]);
      isFull = false;
      assert.deepEqual(await writer.write(setOf(edit("a", "1\n", "2\n"))), { kind: "written", entry: 1 });
    });

    it("settles what was cut short before it shows anything", async () => {
      const { journal } = await window();
      const { change, found } = { change: edit("a", "one\n", "ONE\n"), found: undefined };
      journal.begin(setOf(change), [{ change, found, namedBy: "model" }], undefined);
      open.pop()?.close();
      const file = fileOf(new MemoryFiles({ a: "ONE\n" }), () => openDatabase(path(), JOURNAL_LAYOUT, assert.fail));
      const [entry] = (await file.journal.load()).entries();
      assert.deepEqual([entry?.isOpen, entry?.files[0]?.state], [false, "written"]);
    });
  });
});
