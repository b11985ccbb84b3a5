import assert from "node:assert/strict";
import { text } from "../../mistral/brain";
import { hang } from "../mistral/support/scripts";
import type { ChatEvent } from "../../../src/chat/protocol";
import { History } from "../../../src/chat/history";
import { idle, isEvent, whole, windowsForEachTest } from "./support/windows";

const asked = (events: readonly ChatEvent[]) => events.flatMap((event) => (event.kind === "user" ? [event.text] : []));
const answered = (events: readonly ChatEvent[]) =>
  events.flatMap((event) => (event.kind === "text" ? [event.delta] : [])).join("");

describe("a conversation in which something is asked again", () => {
  const { fixture, begin, onDisk, openHistory, messagesOf } = windowsForEachTest();

  it("asks beside the answer that failed", async () => {
    const { conversation, ask, events, screen, snapshot } = await begin();
    const { brain, server } = fixture();
    brain.nextChat("One.");
    await ask("first");
    const kept = events();
    server.nextMood({ refuse: "unavailable" });
    await ask("second");
    screen.forget();
    brain.nextChat("Two.");
    await conversation.askAgain(2, 1);
    await screen.until(idle);
    const [again] = screen.of("snapshot");
    assert.equal(again?.seq, kept.length + 1);
    assert.deepEqual(again.events.slice(0, -1), kept);
    assert.deepEqual(asked(again.events), ["first", "second"]);
    assert.deepEqual(again.branches, [{ question: 2, shown: 2, of: 2 }]);
    assert.equal(again.status.busy, true);
    assert.equal(screen.of("event")[0]?.seq, kept.length + 2);
    assert.deepEqual(asked(events()), ["first", "second"]);
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
    assert.deepEqual(await onDisk(), whole(events()));
    assert.deepEqual(messagesOf(2).slice(1), ['user: "first"', 'assistant: "One."', 'user: "second"']);
    assert.equal(snapshot().seq, events().length);
  });

  it("at an old question keeps the later turns, on the disk and at hand", async () => {
    const first = await begin();
    fixture().brain.nextChat("One.").nextChat("Two.").nextChat("Uno.");
    await first.ask("first");
    await first.ask("second");
    const before = first.events();
    first.screen.forget();
    await first.conversation.askAgain(1, 1);
    await first.screen.until(idle);
    assert.equal(answered(first.events()), "Uno.");
    assert.deepEqual(messagesOf(2).slice(1), ['user: "first"']);
    first.conversation.showBranch(1, 1);
    assert.deepEqual(first.events(), before);
    assert.deepEqual(first.screen.of("snapshot").at(-1)?.events, before);
    first.conversation.dispose();

    const second = await begin();
    assert.deepEqual(second.events(), before, "what was picked is shown in the next window");
    second.conversation.showBranch(1, 2);
    assert.equal(answered(second.events()), "Uno.");
    fixture().brain.nextChat("Due.");
    await second.ask("more");
    assert.deepEqual(messagesOf(3).slice(1), ['user: "first"', 'assistant: "Uno."', 'user: "more"']);
    second.conversation.dispose();
    const third = await begin();
    assert.equal(answered(third.events()), "Uno.Due.");
    third.conversation.showBranch(1, 1);
    assert.deepEqual(third.events(), before);
  });

  it("keeps a long partial answer, and has the window that dies before the next word show where it was", async () => {
    const { conversation, screen, snapshot, events, ask } = await begin();
    const { brain } = fixture();
    const long = "A long answer. ".repeat(200);
    brain.nextChat("One.").nextChat(async function* (request, cancelled) {
      yield text(long);
      yield* hang(request, cancelled);
    });
    await ask("first");
    screen.forget();
    conversation.send("q", undefined);
    await screen.until(isEvent("text"));
    const seen = answered(events());
    assert.ok(seen.length > "One.".length);
    brain.nextChat(hang);
    await conversation.askAgain(2, 1);
    const { conversation: id } = snapshot();
    // Another process sees what would be there after a crash: the old answer whole, with its end, and the new question.
    const crashed = (await openHistory(History)).load(id);
    assert.deepEqual(crashed.branches, [{ question: 2, shown: 2, of: 2 }]);
    crashed.show(2, 1);
    assert.ok(answered(crashed.events).startsWith(seen));
    assert.deepEqual(crashed.events.at(-1), { kind: "end", reason: "stopped" });
    await conversation.stop();
  });

  it("asks once where the button is hit twice", async () => {
    const { conversation, ask, screen, snapshot } = await begin();
    const { server, brain } = fixture();
    server.nextMood({ refuse: "unavailable" });
    await ask("q");
    screen.forget();
    const before = server.requests.length;
    brain.nextChat("Yes.");
    await Promise.all([conversation.askAgain(1, 1), conversation.askAgain(1, 1)]);
    await conversation.askAgain(1, 1);
    await screen.until(idle);
    assert.deepEqual(snapshot().branches, [{ question: 1, shown: 2, of: 2 }]);
    assert.equal(server.requests.length, before + 1);
  });

  it("has nothing to ask again, or to show, at the beginning", async () => {
    const { conversation, screen } = await begin();
    await conversation.askAgain(1, 1);
    conversation.showBranch(1, 1);
    assert.ok(!conversation.busy);
    assert.deepEqual(screen.heard, []);
  });

  it("shows no other branch while it answers", async () => {
    const { conversation, ask, screen, snapshot } = await begin();
    fixture().brain.nextChat("One.").nextChat(hang);
    await ask("q");
    await conversation.askAgain(1, 1);
    await screen.until(isEvent("text"));
    conversation.showBranch(1, 1);
    assert.deepEqual(snapshot().branches, [{ question: 1, shown: 2, of: 2 }]);
    await conversation.stop();
    conversation.showBranch(1, 1);
    assert.deepEqual(snapshot().branches, [{ question: 1, shown: 1, of: 2 }]);
  });
});
