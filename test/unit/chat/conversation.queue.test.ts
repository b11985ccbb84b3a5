import assert from "node:assert/strict";
import { text } from "../../mistral/brain";
import type { ScriptedBrain } from "../../mistral/brains/scripted";
import { History } from "../../../src/chat/history";
import { hang } from "../mistral/support/scripts";
import { idle, isEvent, type Screen, windowsForEachTest } from "./support/windows";

describe("messages that are sent while an answer is written", () => {
  const { fixture, openHistory, begin } = windowsForEachTest();

  it("are asked one after the other when it is there", async () => {
    const { conversation, screen, questions, events } = await talk();
    const finish = waitsForUs(fixture().brain);
    fixture().brain.nextChat("Two.").nextChat("Three.");
    conversation.send("first", undefined);
    assert.equal(conversation.send("second", { path: "a.ts" }), undefined);
    assert.equal(conversation.send("third", undefined), undefined);
    assert.deepEqual(queueOf(screen), [["second", "third"], false]);
    assert.deepEqual(questions(), ["first"]);
    finish();
    await screen.until(idle);
    assert.deepEqual(questions(), ["first", "second", "third"]);
    assert.deepEqual(queueOf(screen), undefined);
    const asked = events().find((event) => event.kind === "user" && event.text === "second");
    assert.deepEqual(asked?.kind === "user" && asked.context, { path: "a.ts" });
  });

  it("wait, if that is stopped, until the person sends something", async () => {
    const { conversation, screen, questions } = await talk();
    fixture().brain.nextChat(hang).nextChat("Another answer.").nextChat("Second answer.");
    conversation.send("first", undefined);
    await screen.until(isEvent("text"));
    conversation.send("second", undefined);
    await conversation.stop();
    assert.ok(!conversation.busy);
    assert.deepEqual(queueOf(screen), [["second"], true]);
    screen.forget();
    conversation.send("another", undefined);
    await screen.until(idle);
    assert.deepEqual(questions(), ["first", "another", "second"]);
  });

  it("wait, if that fails, and can be sent by hand", async () => {
    const { conversation, screen, questions } = await talk();
    const { server, brain } = fixture();
    server.mood = { refuse: "badRequest" };
    conversation.send("first", undefined);
    conversation.send("second", undefined);
    await screen.until(idle);
    assert.deepEqual(queueOf(screen), [["second"], true]);
    server.mood = {};
    brain.nextChat("Yes.");
    screen.forget();
    await conversation.sendQueued(1);
    await screen.until(idle);
    assert.deepEqual(questions(), ["first", "second"]);
    assert.equal(queueOf(screen), undefined);
  });

  it("stop it where they are to be sent at once, before what waited longer", async () => {
    const { conversation, screen, questions, events } = await talk();
    fixture().brain.nextChat(hang).nextChat("Now.").nextChat("Then.");
    conversation.send("first", undefined);
    await screen.until(isEvent("text"));
    conversation.send("later", undefined);
    screen.forget();
    conversation.send("now", undefined, { atOnce: true });
    await screen.until(
      (message) => message.type === "status" && !message.status.busy && message.status.queue === undefined,
    );
    assert.deepEqual(questions(), ["first", "now", "later"]);
    const ends = events().flatMap((event) => (event.kind === "end" ? [event.reason] : []));
    assert.deepEqual(ends, ["stopped", "complete", "complete"]);
  });

  it("come back to be edited, or go, and are not asked then; what does not wait any more stays as it is", async () => {
    const { conversation, screen, questions } = await talk();
    const finish = waitsForUs(fixture().brain);
    conversation.send("first", undefined);
    conversation.send("second", undefined);
    conversation.send("third", undefined);
    assert.equal(conversation.unqueue(1), "second");
    assert.equal(conversation.unqueue(1), undefined);
    assert.equal(conversation.unqueue(2), "third");
    await conversation.sendQueued(2);
    assert.ok(conversation.busy);
    finish();
    await screen.until(idle);
    assert.deepEqual(questions(), ["first"]);
  });

  it("are there in the next window, and wait there", async () => {
    const { conversation, screen } = await talk();
    fixture().brain.nextChat(hang);
    conversation.send("first", undefined);
    await screen.until(isEvent("text"));
    conversation.send("second", { path: "a.ts", startLine: 1, endLine: 2 });
    conversation.dispose();
    const next = await talk();
    const { status } = next.snapshot();
    assert.deepEqual(status.queue, [{ id: 1, text: "second" }]);
    assert.equal(status.isQueueHeld, true);
    fixture().brain.nextChat("Yes.");
    await next.conversation.sendQueued(1);
    await next.screen.until(idle);
    const asked = next.snapshot().events.findLast((event) => event.kind === "user");
    assert.deepEqual(asked?.kind === "user" && asked.context, { path: "a.ts", startLine: 1, endLine: 2 });
    assert.deepEqual((await openHistory(History)).queue(next.snapshot().conversation), []);
  });

  it("stay with their conversation when another one begins, and go when all are deleted", async () => {
    const { conversation, screen, snapshot } = await talk();
    fixture().brain.nextChat(hang);
    conversation.send("first", undefined);
    await screen.until(isEvent("text"));
    conversation.send("second", undefined);
    const old = snapshot().conversation;
    await conversation.startOver();
    assert.equal(snapshot().status.queue, undefined);
    const history = await openHistory(History);
    assert.deepEqual(
      history.queue(old).map((message) => message.text),
      ["second"],
    );
    await conversation.change((kept) => kept.deleteAll());
    assert.deepEqual(history.queue(old), []);
  });

  async function talk() {
    const window = await begin();
    const questions = () => window.events().flatMap((event) => (event.kind === "user" ? [event.text] : []));
    return { ...window, questions };
  }
});

function queueOf(screen: Screen): [string[], boolean | undefined] | undefined {
  const status = screen.of("status").at(-1)?.status;
  return status?.queue && [status.queue.map((message) => message.text), status.isQueueHeld];
}

/** The next answer comes to its end when the function is called. */
function waitsForUs(brain: ScriptedBrain): () => void {
  const told = Promise.withResolvers<void>();
  brain.nextChat(async function* () {
    yield text("One");
    await told.promise;
  });
  return told.resolve;
}
