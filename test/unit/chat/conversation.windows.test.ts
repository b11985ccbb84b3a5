import assert from "node:assert/strict";
import { History } from "../../../src/chat/history";
import { windowsForEachTest } from "./support/windows";

describe("a conversation that two windows have open", () => {
  const { fixture, openHistory, begin } = windowsForEachTest();

  it("parts when both go on with it, and neither loses a word", async () => {
    fixture().brain.nextChat("One.").nextChat("Two.").nextChat("Three.");
    const first = await begin();
    await first.ask("first");
    const second = await begin();
    assert.deepEqual(second.events(), first.events());

    await second.ask("second");
    await first.ask("third");
    assert.notEqual(first.snapshot().conversation, second.snapshot().conversation);
    const history = await openHistory(History);
    for (const window of [first, second]) {
      assert.deepEqual(history.load(window.snapshot().conversation).events, window.events());
      assert.deepEqual(window.failures, []);
    }
    const questions = first.events().filter((event) => event.kind === "user");
    assert.deepEqual(
      questions.map((event) => event.text),
      ["first", "third"],
    );
    assert.equal(first.screen.of("snapshot").at(-1)?.conversation, first.snapshot().conversation);
  });
});

describe("a message without words", () => {
  const { fixture, begin } = windowsForEachTest();

  it("is not sent", async () => {
    const { conversation, events } = await begin();
    assert.match(conversation.send(" \n", undefined)?.sentence ?? "", /Write a message/);
    assert.deepEqual(events(), []);
    assert.equal(fixture().server.requests.length, 0);
  });
});
