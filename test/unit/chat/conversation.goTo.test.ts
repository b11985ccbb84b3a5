import assert from "node:assert/strict";
import { text } from "../../mistral/brain";
import { hang } from "../mistral/support/scripts";
import { History } from "../../../src/chat/history";
import { idle, isEvent, whole, windowsForEachTest } from "./support/windows";

describe("a conversation that is left for another", () => {
  const { fixture, begin, openHistory, messagesOf } = windowsForEachTest();

  it("is there again as it was, with its branch and what waits, and goes on", async () => {
    const { conversation, ask, events, screen, snapshot } = await begin();
    fixture().brain.nextChat("One.").nextChat("Uno.").nextChat("Two.").nextChat("Three.");
    await ask("first");
    screen.forget();
    await conversation.askAgain(1, 1);
    await screen.until(idle);
    conversation.showBranch(1, 1);
    const before = events();
    const { id } = conversation.kept;
    await conversation.startOver();
    await ask("second");
    assert.equal(await conversation.change((kept) => kept.goTo(id)), "open");
    assert.equal(screen.of("snapshot").at(-1)?.conversation, id);
    assert.deepEqual(whole(events()), whole(before));
    assert.deepEqual(snapshot().branches, [{ question: 1, shown: 1, of: 2 }]);
    await ask("third");
    const last = fixture().server.requests.length - 1;
    assert.deepEqual(messagesOf(last).slice(1), ['user: "first"', 'assistant: "One."', 'user: "third"']);
    const history = await openHistory(History);
    assert.deepEqual(whole(history.load(id).events), whole(events()));
  });

  it("keeps what its answer has said so far", async () => {
    const { conversation, ask, screen } = await begin();
    fixture()
      .brain.nextChat("One.")
      .nextChat(async function* (_, signal) {
        yield text("The beginning");
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
      });
    await ask("first");
    const { id: first } = conversation.kept;
    await conversation.startOver();
    screen.forget();
    conversation.send("second", undefined);
    await screen.until(isEvent("text"));
    const { id: second } = conversation.kept;
    await conversation.change((kept) => kept.goTo(first));
    const kept = whole((await openHistory(History)).load(second).events);
    assert.deepEqual(kept.slice(-2), [
      { kind: "text", delta: "The beginning" },
      { kind: "end", reason: "stopped" },
    ]);
  });

  it("stays on the screen where another window has the other one open, and that one's answer goes on", async () => {
    const [one, other] = [await begin(), await begin()];
    fixture().brain.nextChat("One.").nextChat(hang);
    await one.ask("first");
    other.conversation.send("second", undefined);
    await other.screen.until(isEvent("text"));
    const { id } = other.conversation.kept;
    assert.deepEqual(one.conversation.kept.elsewhere, [id]);
    const before = one.events();
    assert.equal(await one.conversation.change((kept) => kept.goTo(id)), "elsewhere");
    assert.deepEqual(one.events(), before);
    assert.ok(other.conversation.busy);
    assert.equal(one.conversation.kept.delete(id), false);
    assert.ok((await openHistory(History)).load(id).last > 0);
    await other.conversation.stop();
  });

  it("goes to no conversation that has been deleted meanwhile", async () => {
    const { conversation, ask, events } = await begin();
    fixture().brain.nextChat("One.");
    await ask("first");
    assert.equal(await conversation.change((kept) => kept.goTo("gone")), "gone");
    assert.equal(whole(events()).at(-1)?.kind, "end");
  });

  it("is open to other windows", async () => {
    const [one, other] = [await begin(), await begin()];
    fixture().brain.nextChat("One.").nextChat("Two.");
    await one.ask("first");
    const { id } = one.conversation.kept;
    await one.conversation.startOver();
    assert.equal(await other.conversation.change((kept) => kept.goTo(id)), "open");
    assert.deepEqual(one.conversation.kept.elsewhere, [id]);
    await other.ask("second");
    assert.deepEqual([one.failures, other.failures], [[], []]);
  });

  it("is gone for good when it is deleted, and another begins", async () => {
    const { conversation, ask, events, screen, kill } = await begin();
    fixture().brain.nextChat("One.").nextChat("Two.");
    await ask("first");
    const { id } = conversation.kept;
    assert.equal(await conversation.change((kept) => kept.delete(id)), true);
    assert.deepEqual([events(), screen.of("snapshot").at(-1)?.events], [[], []]);
    await ask("second");
    assert.equal((await openHistory(History)).load(id).last, 0);
    kill();
    assert.deepEqual(whole((await begin()).events()), whole(events()));
  });
});
