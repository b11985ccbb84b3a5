import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { toolCall } from "../../mistral/brain";
import { History } from "../../../src/chat/history";
import { hang } from "../mistral/support/scripts";
import { isEvent, whole, windowsForEachTest } from "./support/windows";

describe("all chats, when they are deleted", () => {
  const { fixture, openHistory, begin, onDisk, path } = windowsForEachTest();

  /** What the file and its journal hold, whichever table it was in. */
  const inFile = () => ["", "-wal"].map((part) => readFileSync(path() + part, "latin1")).join("");

  it("leave nothing in the file, of questions, answers and what tools have read; and the chat goes on", async () => {
    const { conversation, ask, events, screen, snapshot } = await begin();
    fixture()
      .brain.nextChat([toolCall("echo", { text: "marmalade" })])
      .nextChat("Gooseberry.")
      .nextChat("Anew.");
    await ask("rhubarb");
    await conversation.startOver();
    const words = ["rhubarb", "marmalade", "Gooseberry"];
    assert.ok(words.every((word) => inFile().includes(word)));
    assert.equal(await conversation.change((kept) => kept.deleteAll()), 0);
    assert.deepEqual(
      words.filter((word) => inFile().includes(word)),
      [],
    );
    assert.deepEqual(events(), []);
    assert.deepEqual(screen.of("snapshot").at(-1), snapshot());
    await ask("again");
    assert.deepEqual(await onDisk(), whole(events()));
  });

  it("stop the answer that is being written, of which nothing comes back", async () => {
    const { conversation, screen, snapshot, kill } = await begin();
    fixture().brain.nextChat(hang);
    conversation.send("rhubarb", undefined);
    await screen.until(isEvent("text"));
    const { conversation: old } = snapshot();
    await conversation.change((kept) => kept.deleteAll());
    assert.ok(!conversation.busy);
    assert.deepEqual((await openHistory(History)).load(old).events, []);
    kill();
    assert.deepEqual((await begin()).events(), []);
  });

  it("stay where another window has one open, which is told", async () => {
    const [one, other] = [await begin(), await begin()];
    fixture().brain.nextChat("One.").nextChat("Two.").nextChat("Three.");
    await one.ask("first");
    await other.ask("second");
    assert.equal(await one.conversation.change((kept) => kept.deleteAll()), 1);
    await other.ask("third");
    assert.deepEqual(other.failures, []);
    const history = await openHistory(History);
    assert.deepEqual(history.load(other.snapshot().conversation).events, other.events());
  });
});
