import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../../src/chat/database";
import { History } from "../../../src/chat/history";
import { idle, kindsOf, whole, windowsForEachTest } from "./support/windows";

/** A history whose database fills up, or may only be read, when one says so. */
class Disk extends History {
  constructor(
    private readonly file: DatabaseSync,
    workspace: string,
  ) {
    super(file, workspace);
  }

  /** From now on SQLite has not one page more. */
  fill(): void {
    this.file.exec("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA max_page_count = 1");
    const page = "x".repeat(400);
    assert.throws(() => {
      for (;;) this.keepDraft(`${this.draft()}${page}`);
    }, /full/);
  }

  makeRoom(): void {
    this.file.exec("PRAGMA max_page_count = 1073741823");
  }

  mayOnlyBeRead(isReadOnly: boolean): void {
    this.file.exec(`PRAGMA query_only = ${isReadOnly ? "ON" : "OFF"}`);
  }

  /** Runs SQL that no history would. */
  damage(sql: string): void {
    this.file.exec(sql);
  }
}

describe("a conversation on a disk that fails", () => {
  const { fixture, openHistory, begin, onDisk } = windowsForEachTest();

  const beginOnDisk = async () => {
    const disk = await openHistory(Disk);
    return { disk, ...(await begin({ history: disk })) };
  };

  it("stays on the screen, says once what is not kept, and is kept once there is room again", async () => {
    const { disk, ask, events, screen, snapshot, failures } = await beginOnDisk();
    fixture().brain.nextChat("One.").nextChat("Two.").nextChat("Three.");
    await ask("first");
    assert.equal(snapshot().status.notice, undefined);
    disk.fill();
    await ask("second ".repeat(1_000));
    const posted = screen.of("event");
    assert.deepEqual(
      posted.map((message) => message.event),
      events().slice(-posted.length),
    );
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
    assert.match(snapshot().status.notice?.sentence ?? "", /disk does not take/);
    assert.equal(failures.length, 1, "the log is not filled, too");
    assert.match(String(failures[0]), /full/);
    assert.ok((await onDisk()).length < events().length);
    disk.makeRoom();
    await ask("third");
    assert.deepEqual(await onDisk(), whole(events()));
    assert.equal(snapshot().status.notice, undefined);
    assert.equal(screen.of("status").at(-1)?.status.notice, undefined);
  });

  it("begins, answers and is kept later where the disk was full from the beginning", async () => {
    const disk = await openHistory(Disk);
    disk.mayOnlyBeRead(true);
    const { ask, events, snapshot, failures } = await begin({ history: disk });
    assert.match(snapshot().status.notice?.sentence ?? "", /disk does not take/);
    fixture().brain.nextChat("One.").nextChat("Two.");
    await ask("first");
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
    assert.equal(failures.length, 1);
    disk.mayOnlyBeRead(false);
    await ask("second");
    assert.deepEqual(await onDisk(), whole(events()));
    assert.equal(kindsOf(events()).filter((kind) => kind === "user").length, 2);
  });

  it("shows what a folder that is read-only holds, and goes on with it in memory", async () => {
    const before = await begin();
    fixture().brain.nextChat("One.").nextChat("Two.");
    await before.ask("first");
    before.conversation.dispose();
    const disk = await openHistory(Disk);
    disk.mayOnlyBeRead(true);
    const { ask, events, snapshot } = await begin({ history: disk });
    assert.deepEqual(whole(events()), whole(before.events()));
    await ask("second");
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
    assert.ok(snapshot().status.notice);
    assert.deepEqual(await onDisk(), whole(before.events()));
  });

  it("keeps the last words of a window that closes when there is room again", async () => {
    const { disk, conversation, ask, events } = await beginOnDisk();
    fixture().brain.nextChat("One.");
    disk.mayOnlyBeRead(true);
    await ask("first");
    disk.mayOnlyBeRead(false);
    conversation.dispose();
    assert.deepEqual(await onDisk(), whole(events()));
  });

  it("with one row that cannot be read shows all the others, and goes on", async () => {
    const before = await begin();
    fixture().brain.nextChat("One.").nextChat("Two.");
    await before.ask("first");
    before.conversation.dispose();
    const disk = await openHistory(Disk);
    disk.damage(`UPDATE events SET event = '{"kind":"mod' WHERE event LIKE '%"model"%'`);
    const { ask, events, failures } = await begin({ history: disk });
    assert.deepEqual(
      events(),
      before.events().map((event) => (event.kind === "model" ? { kind: "unknown", why: "damaged" } : event)),
    );
    await ask("second");
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
    assert.deepEqual(failures, []);
  });

  it("whose tables cannot be read at all begins anew in memory", async () => {
    const disk = await openHistory(Disk);
    disk.damage("PRAGMA foreign_keys = OFF; DROP TABLE events");
    const { ask, events, snapshot } = await begin({ history: disk });
    fixture().brain.nextChat("One.");
    await ask("first");
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
    assert.match(snapshot().status.notice?.sentence ?? "", /disk does not take/);
  });

  it("takes a new chat and another try all the same", async () => {
    const { disk, conversation, ask, events, screen, snapshot, failures } = await beginOnDisk();
    fixture().brain.nextChat("One.").nextChat("Two.").nextChat("Three.");
    await ask("first");
    disk.mayOnlyBeRead(true);
    screen.forget();
    await conversation.askAgain(1, 1);
    await screen.until(idle);
    assert.deepEqual(
      kindsOf(events()).filter((kind) => kind === "user"),
      ["user"],
    );
    assert.deepEqual(snapshot().branches, [{ question: 1, shown: 2, of: 2 }]);
    const { conversation: old } = snapshot();
    await conversation.startOver();
    assert.notEqual(snapshot().conversation, old);
    assert.deepEqual(events(), []);
    await ask("anew");
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
    assert.equal(failures.length, 1);
  });

  it("says what it was told of the history, as long as that takes all there is", async () => {
    const notice = { sentence: "This chat ends with the window." };
    const history = new History(await openDatabase(":memory:", assert.fail), "here");
    const { snapshot } = await begin({ history, notice });
    assert.deepEqual(snapshot().status.notice, notice);
  });
});
