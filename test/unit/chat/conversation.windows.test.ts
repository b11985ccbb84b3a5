import assert from "node:assert/strict";
import { History } from "../../../src/chat/history";
import { hang } from "../mistral/support/scripts";
import { idle, isEvent, whole, windowsForEachTest } from "./support/windows";

describe("a conversation and two windows", () => {
  const { fixture, openHistory, begin, messagesOf } = windowsForEachTest();

  it("the second window begins its own, says so, and leaves a live answer alone", async () => {
    const first = await begin();
    fixture().brain.nextChat(hang).nextChat("Two.");
    first.conversation.send("first", undefined);
    await first.screen.until(isEvent("text"));
    const { conversation: shown } = first.snapshot();
    const second = await begin();
    assert.deepEqual(second.events(), []);
    assert.match(second.snapshot().status.notice?.sentence ?? "", /open in another window/);
    await second.ask("second");
    assert.equal(second.snapshot().status.notice, undefined);
    assert.deepEqual(messagesOf(1).slice(1), ['user: "second"']);
    assert.equal(first.snapshot().conversation, shown);
    assert.ok(first.conversation.busy);
    const kinds = (await openHistory(History)).load(shown).events.map(({ kind }) => kind);
    assert.deepEqual(kinds, ["user", "model", "text"]);
    await first.conversation.stop();
    assert.deepEqual((await openHistory(History)).load(shown).events, first.events());
  });

  it("asking again in one touches nothing of the other", async () => {
    const [first, second] = [await begin(), await begin()];
    fixture().brain.nextChat("One.").nextChat("Two.").nextChat("Uno.");
    await first.ask("first");
    await second.ask("second");
    const others = second.events();
    first.screen.forget();
    await first.conversation.askAgain(1, 1);
    await first.screen.until(idle);
    assert.deepEqual((await openHistory(History)).load(second.snapshot().conversation).events, others);
    assert.deepEqual(second.events(), others);
  });

  it("each comes back when its window does, the one that was closed last first", async () => {
    const [first, second] = [await begin(), await begin()];
    fixture().brain.nextChat("One.").nextChat("Two.");
    await first.ask("first");
    await second.ask("second");
    // It is loaded again, while the other stays.
    first.conversation.dispose();
    const again = await begin();
    assert.deepEqual(again.events(), whole(first.events()));
    again.conversation.dispose();
    second.conversation.dispose();
    const [one, other, third] = [await begin(), await begin(), await begin()];
    const seen = [one, other].map((window) => window.snapshot().conversation);
    assert.deepEqual(new Set(seen), new Set([first, second].map((window) => window.snapshot().conversation)));
    assert.deepEqual(third.events(), []);
  });

  it("what New Chat has left does not come back in place of the new one", async () => {
    const first = await begin();
    fixture().brain.nextChat("One.");
    await first.ask("first");
    await first.conversation.startOver();
    const { conversation: fresh } = first.snapshot();
    const second = await begin();
    assert.deepEqual(second.events(), []);
    second.conversation.dispose();
    first.conversation.dispose();
    const third = await begin();
    assert.deepEqual(third.events(), []);
    assert.ok([fresh, second.snapshot().conversation].includes(third.snapshot().conversation));
  });

  it("a window that was killed leaves its conversation to the next, which marks the answer that was cut", async () => {
    const first = await begin();
    fixture().brain.nextChat(hang);
    first.conversation.send("first", undefined);
    await first.screen.until(isEvent("text"));
    first.kill();
    const second = await begin();
    assert.equal(second.snapshot().conversation, first.snapshot().conversation);
    assert.deepEqual(second.events().at(-1), { kind: "end", reason: "interrupted" });
  });

  it("part when both go on all the same, as one was thought dead, and neither loses a word", async () => {
    fixture().brain.nextChat("One.").nextChat("Two.").nextChat("Three.").nextChat("Uno.");
    const first = await begin();
    await first.ask("first");
    first.kill();
    const second = await begin();
    assert.deepEqual(second.events(), whole(first.events()));

    await second.ask("second");
    await first.ask("third");
    assert.notEqual(first.snapshot().conversation, second.snapshot().conversation);
    first.screen.forget();
    await first.conversation.askAgain(1, 1);
    await first.screen.until(idle);
    first.conversation.showBranch(1, 1);
    const history = await openHistory(History);
    for (const window of [first, second]) {
      assert.deepEqual(whole(history.load(window.snapshot().conversation).events), whole(window.events()));
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
