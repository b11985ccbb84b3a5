import assert from "node:assert/strict";
import { History } from "../../../src/chat/history";
import { idle, kindsOf, windowsForEachTest } from "./support/windows";

/** A history whose disk is full for as long as one says so. */
class FullDisk extends History {
  full = false;

  override create(...args: Parameters<History["create"]>): string {
    this.check();
    return super.create(...args);
  }

  override append(...args: Parameters<History["append"]>): boolean {
    this.check();
    return super.append(...args);
  }

  override show(...args: Parameters<History["show"]>): void {
    this.check();
    super.show(...args);
  }

  private check(): void {
    if (this.full) throw new Error("database or disk is full");
  }
}

describe("a conversation on a disk that fails", () => {
  const { fixture, openHistory, begin, onDisk } = windowsForEachTest();

  const beginOnFullDisk = async () => {
    const disk = await openHistory(FullDisk);
    return { disk, ...(await begin({ history: disk })) };
  };

  it("the conversation stays on the screen, and is kept once there is room again", async () => {
    const { disk, ask, events, screen, failures } = await beginOnFullDisk();
    fixture().brain.nextChat("One.").nextChat("Two.").nextChat("Three.");
    await ask("first");
    disk.full = true;
    await ask("second");
    const posted = screen.of("event");
    assert.deepEqual(
      posted.map((message) => message.event),
      events().slice(-posted.length),
    );
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
    assert.ok(failures.length > 0 && failures.every((failure) => /full/.test(String(failure))));
    assert.ok((await onDisk()).length < events().length);
    disk.full = false;
    await ask("third");
    assert.deepEqual(await onDisk(), events());
  });

  it("a new chat and another try go on all the same", async () => {
    const { disk, conversation, ask, events, screen, snapshot, failures } = await beginOnFullDisk();
    fixture().brain.nextChat("One.").nextChat("Two.").nextChat("Three.");
    await ask("first");
    disk.full = true;
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
    assert.ok(failures.length > 0);
  });
});
