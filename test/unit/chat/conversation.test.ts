import assert from "node:assert/strict";
import { once } from "node:events";
import { text, thinking, toolCall } from "../../mistral/brain";
import { History } from "../../../src/chat/history";
import { INTERRUPTED } from "../../../src/mistral/order";
import { hang } from "../mistral/support/scripts";
import { Gated, Hanging } from "./support/tools";
import { idle, isEvent, kindsOf, Screen, whole, windowsForEachTest } from "./support/windows";

describe("a conversation", () => {
  const { fixture, openHistory, begin, onDisk, messagesOf } = windowsForEachTest();

  it("begins empty", async () => {
    const { snapshot } = await begin();
    const { events, seq, status } = snapshot();
    assert.deepEqual({ events, seq, status }, { events: [], seq: 0, status: { busy: false } });
  });

  it("answers, with numbers that have no gaps", async () => {
    const { ask, screen, events, snapshot } = await begin();
    fixture()
      .brain.nextChat([toolCall("echo", { text: "1" })])
      .nextChat("Done.");
    await ask("q");
    const posted = screen.of("event");
    assert.deepEqual(
      posted.map((message) => message.seq),
      posted.map((_message, at) => at + 1),
    );
    assert.deepEqual(
      posted.map((message) => message.event),
      events(),
    );
    const kinds = kindsOf(events());
    assert.deepEqual(
      kinds.filter((kind) => kind !== "usage"),
      ["user", "model", "toolCall", "toolResult", "text", "end"],
    );
    assert.equal(snapshot().seq, kinds.length);
    assert.deepEqual(
      screen.of("status").map(({ status }) => [status.busy, status.model]),
      [
        [true, undefined],
        [true, "mistral-medium-latest"],
        [false, "mistral-medium-latest"],
      ],
    );
    assert.equal(new Set(posted.map((message) => message.conversation)).size, 1);
  });

  it("has each event on disk before it is on the screen", async () => {
    const reader = await openHistory(History);
    const screen = new Screen();
    let checked = 0;
    const { conversation } = await begin({
      post: (message) => {
        if (message.type === "event") {
          assert.deepEqual(reader.load(message.conversation).events.at(-1), message.event);
          assert.equal(reader.load(message.conversation).events.length, message.seq);
          checked++;
        }
        return screen.post(message);
      },
    });
    fixture().brain.nextChat("a b c");
    conversation.send("q", undefined);
    await screen.until(idle);
    assert.equal(checked, screen.of("event").length);
    assert.ok(checked >= 4);
  });

  it("goes on: the model is told what was said, and what is open", async () => {
    const { conversation, ask, screen } = await begin();
    fixture().brain.nextChat("One.").nextChat("Two.");
    await ask("first");
    screen.forget();
    conversation.send("second", { path: "a.ts" });
    await screen.until(idle);
    assert.deepEqual(messagesOf(1).slice(1), [
      'user: "first"',
      'assistant: "One."',
      'user: "second\\n\\n[Open in the editor: a.ts]"',
    ]);
    assert.match(messagesOf(1)[0] ?? "", /^system: .*demo/);
  });

  it("takes nothing while it is blocked", async () => {
    const { conversation, screen, events, ask } = await begin();
    fixture().brain.nextChat(hang);
    conversation.send("q", undefined);
    assert.ok(conversation.busy);
    await screen.until(isEvent("text"));
    await conversation.stop();
    const blocked = { sentence: "Set a key.", action: "setApiKey" } as const;
    conversation.setBlocked(blocked);
    assert.deepEqual(conversation.send("q3", undefined), blocked);
    assert.deepEqual(screen.of("status").at(-1)?.status.blocked, blocked);
    await conversation.askAgain(1, 1);
    assert.ok(!conversation.busy);
    conversation.setBlocked(undefined);
    fixture().brain.nextChat("x");
    await ask("q4");
    const asked = events().flatMap((event) => (event.kind === "user" ? [event.text] : []));
    assert.deepEqual(asked, ["q", "q4"]);
  });

  it("stops at once, and keeps what was said", async () => {
    const { conversation, screen, events, ask } = await begin();
    const { server, brain } = fixture();
    brain.nextChat(hang).nextChat("Well.");
    conversation.send("q", undefined);
    await screen.until(isEvent("text"));
    await conversation.stop();
    assert.ok(!conversation.busy);
    assert.deepEqual(events().slice(2), [
      { kind: "text", delta: "partly" },
      { kind: "end", reason: "stopped" },
    ]);
    const [request] = server.requests;
    assert.ok(request);
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
    await ask("go on");
    assert.deepEqual(messagesOf(1).slice(1), ['user: "q"', 'assistant: "partly"', 'user: "go on"']);
  });

  it("stops while a tool hangs, and can go on", async () => {
    const hanging = new Hanging();
    const { conversation, ask, events } = await begin({ tools: [hanging] });
    fixture()
      .brain.nextChat([toolCall("hang", {})])
      .nextChat("Fine.");
    conversation.send("q", undefined);
    await hanging.begun;
    await conversation.stop();
    assert.deepEqual(events().at(-1), { kind: "end", reason: "stopped" });
    await ask("go on");
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
  });

  it("stops between the results of calls that run side by side, and the API takes the history", async () => {
    const reading = new Gated("read", "reads");
    const { conversation, screen, ask, events } = await begin({ tools: [reading] });
    const { brain } = fixture();
    brain
      .nextChat([
        text("Let me see."),
        toolCall("read", { text: "1" }, "Aaaaaaaaa"),
        toolCall("read", { text: "2" }, "Bbbbbbbbb"),
        toolCall("none", {}, "Ccccccccc"),
      ])
      .nextChat("Fine.");
    conversation.send("q", undefined);
    await reading.untilBegun(2);
    reading.end("2");
    await screen.until((message) => message.type === "event" && JSON.stringify(message).includes('"content":"2"'));
    await conversation.stop();
    await ask("go on");
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
    assert.deepEqual(messagesOf(1).slice(2), [
      'assistant: "Let me see."',
      `tool: ${JSON.stringify(INTERRUPTED)}`,
      'tool: "2"',
      'tool: "Error: There is no tool none. The tools are: read."',
      `assistant: ${JSON.stringify(INTERRUPTED)}`,
      'user: "go on"',
    ]);
  });

  it("stops while the model is being chosen", async () => {
    const { conversation, events } = await begin({
      chooseModel: async (signal) => {
        await once(signal, "abort");
        return { kind: "truncated" };
      },
    });
    conversation.send("q", undefined);
    await conversation.stop();
    assert.deepEqual(kindsOf(events()), ["user", "end"]);
    assert.deepEqual(events().at(-1), { kind: "end", reason: "stopped" });
    await conversation.stop();
  });

  it("shows a model what it can read", async () => {
    const { brain, server } = fixture();
    for (const reasons of [true, false]) {
      const { ask } = await begin({ abilitiesOf: () => ({ sees: true, reasons }) });
      brain.nextChat([thinking("hm"), text("a")]).nextChat("b");
      await ask("q");
      await ask("q2");
      assert.equal(JSON.stringify(server.requests.at(-1)?.body).includes('"thinking"'), reasons);
    }
  });

  it("says why there is no model", async () => {
    const { ask, events, failures } = await begin({ chooseModel: async () => ({ kind: "refusedKey", server: "own" }) });
    await ask("q");
    assert.deepEqual(events().slice(1), [
      {
        kind: "problem",
        problem: {
          sentence: "own refused the API key; set another one, or check that this key belongs to this server.",
          action: "manageApiKeys",
        },
      },
      { kind: "end", reason: "problem" },
    ]);
    assert.deepEqual(failures, []);
  });

  it("survives a bug of its own", async () => {
    const bug = new Error("a bug");
    let first = true;
    const { ask, events, failures } = await begin({
      chooseModel: () => {
        if (!first) return Promise.resolve({ model: "mistral-medium-latest" });
        first = false;
        return Promise.reject(bug);
      },
    });
    await ask("q");
    assert.deepEqual(failures, [bug]);
    assert.deepEqual(kindsOf(events()), ["user", "problem", "end"]);
    fixture().brain.nextChat("x");
    await ask("q2");
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
  });

  it("goes on, when the person says so, with an answer that stopped to ask; nothing of it is lost", async () => {
    const { conversation, ask, events, screen } = await begin({ costOf: () => 2, answerBudget: () => 1 });
    const { brain, server } = fixture();
    brain.nextChat([text("Let me see."), toolCall("echo", { text: "1" }, "Aaaaaaaaa")]).nextChat("Done.");
    await ask("q");
    const kept = events();
    assert.deepEqual(kindsOf(kept).slice(-2), ["problem", "end"]);
    assert.equal(server.requests.length, 1);
    screen.forget();
    conversation.goOn();
    conversation.goOn();
    await screen.until(idle);
    assert.deepEqual(events().slice(0, kept.length), kept);
    assert.deepEqual(
      kindsOf(events().slice(kept.length)).filter((kind) => kind !== "usage"),
      ["model", "text", "end"],
    );
    assert.deepEqual(messagesOf(1).slice(1), ['user: "q"', 'assistant: "Let me see."', 'tool: "1"']);
    assert.equal(server.requests.length, 2);
    assert.deepEqual(await onDisk(), whole(events()));
    screen.forget();
    conversation.goOn();
    assert.ok(!conversation.busy, "there is nothing to go on with");
  });

  it("goes on with it in the next window, too, also after it was stopped at once", async () => {
    const parts = { costOf: () => 2, answerBudget: () => 1 };
    const first = await begin(parts);
    const { brain } = fixture();
    brain
      .nextChat([toolCall("echo", { text: "1" })])
      .nextChat(hang)
      .nextChat("Done.");
    await first.ask("q");
    first.conversation.dispose();
    const { conversation, screen, events } = await begin(parts);
    conversation.goOn();
    await conversation.stop();
    assert.deepEqual(events().at(-1), { kind: "end", reason: "stopped" });
    conversation.setBlocked({ sentence: "Set a key." });
    conversation.goOn();
    assert.ok(!conversation.busy);
    conversation.setBlocked(undefined);
    conversation.goOn();
    await screen.until(isEvent("text"));
    assert.ok(conversation.busy);
  });

  it("starts over, also while it answers", async () => {
    const { conversation, screen, snapshot, ask } = await begin();
    const { brain } = fixture();
    brain.nextChat(hang).nextChat("New.");
    conversation.send("old", undefined);
    await screen.until(isEvent("text"));
    const { conversation: old } = snapshot();
    await conversation.startOver();
    const fresh = screen.of("snapshot").at(-1);
    assert.ok(fresh && fresh.conversation !== old && fresh.events.length === 0 && fresh.seq === 0);
    await conversation.startOver();
    assert.equal(snapshot().conversation, fresh.conversation);
    await ask("new");
    assert.equal(screen.of("event")[0]?.seq, 1);
    assert.deepEqual(messagesOf(1).slice(1), ['user: "new"']);
    const history = await openHistory(History);
    assert.equal(history.latest(), fresh.conversation);
    assert.deepEqual(kindsOf(history.load(old).events).at(-1), "end");
  });

  it("tells a page what it was told before, and not what went wrong while there was none", async () => {
    const { server, brain } = fixture();
    let listens = true;
    const screen = new Screen();
    const { conversation } = await begin({ post: (message) => screen.post(message) && listens });
    const fail = async () => {
      server.mood = { refuse: "badRequest" };
      screen.forget();
      conversation.send("q", undefined);
      await screen.until(idle);
    };
    await fail();
    assert.equal(conversation.snapshot().isTold, true);
    listens = false;
    await fail();
    assert.equal(conversation.snapshot().isTold, false);
    listens = true;
    conversation.show();
    assert.deepEqual([screen.of("snapshot").at(-1)?.isTold, conversation.snapshot().isTold], [false, true]);
    server.mood = {};
    brain.nextChat("Yes.");
    conversation.dispose();
    const next = await begin();
    assert.equal(next.snapshot().isTold, true);
  });

  it("comes back in the next window", async () => {
    const first = await begin();
    fixture().brain.nextChat("One.").nextChat("Two.");
    await first.ask("first");
    const before = first.snapshot();
    first.conversation.dispose();
    const second = await begin();
    assert.deepEqual({ ...second.snapshot(), status: undefined }, { ...before, status: undefined });
    await second.ask("second");
    assert.equal(second.screen.of("event")[0]?.seq, before.seq + 1);
    assert.deepEqual(messagesOf(1).slice(1), ['user: "first"', 'assistant: "One."', 'user: "second"']);
  });

  it("closed in the middle of an answer: the request is cut, nothing more is posted, the next window says so", async () => {
    const first = await begin();
    const { server, brain } = fixture();
    brain.nextChat(hang).nextChat("Fine.");
    first.conversation.send("q", undefined);
    await first.screen.until(isEvent("text"));
    const posted = first.screen.of("event").length;
    first.conversation.dispose();
    await first.screen.until(idle);
    assert.equal(first.screen.of("event").length, posted);
    const [request] = server.requests;
    assert.ok(request);
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
    const second = await begin();
    assert.deepEqual(second.events().slice(2), [
      { kind: "text", delta: "partly" },
      { kind: "end", reason: "interrupted" },
    ]);
    assert.deepEqual(await onDisk(), whole(second.events()));
    second.conversation.dispose();
    const third = await begin();
    assert.deepEqual(third.events(), whole(second.events()));
    await third.ask("go on");
    assert.deepEqual(third.events().at(-1), { kind: "end", reason: "complete" });
  });

  it("interrupted in the middle of a call, it can go on", async () => {
    const history = await openHistory(History);
    const id = history.create();
    const call = { kind: "toolCall", id: "Aaaaaaaaa", name: "echo", arguments: "{}", label: "Echo" } as const;
    history.append(id, 1, { kind: "user", text: "q", at: 1 });
    history.append(id, 2, call);
    const { ask, events } = await begin();
    fixture().brain.nextChat("Fine.");
    await ask("go on");
    assert.deepEqual(
      events()
        .slice(0, 4)
        .map((event) => event.kind),
      ["user", "toolCall", "end", "user"],
    );
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
  });
});
