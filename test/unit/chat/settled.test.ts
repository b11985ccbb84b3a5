import assert from "node:assert/strict";
import type { ToWebview } from "../../../src/chat/protocol";
import { idle, kindsOf, whole, windowsForEachTest } from "./support/windows";

const changed = "The keys have changed since.";

describe("a problem that has been dealt with", () => {
  const { fixture, begin, onDisk } = windowsForEachTest();

  async function refused() {
    const window = await begin();
    const { keys } = fixture().server;
    fixture().server.keys = ["another"];
    await window.ask("q");
    assert.ok(kindsOf(window.events()).includes("problem"));
    fixture().server.keys = keys;
    return window;
  }

  it("is settled once, on the disk too, and its question can be asked again", async () => {
    const { conversation, screen, events } = await refused();
    conversation.settle(["manageApiKeys"], changed);
    conversation.settle(["manageApiKeys"], changed);
    assert.equal(events().filter(({ kind }) => kind === "settled").length, 1);
    assert.deepEqual(await onDisk(), whole(events()));
    fixture().brain.nextChat("Yes.");
    screen.forget();
    await conversation.askAgain(1, 1);
    await screen.until(idle);
    assert.ok(!kindsOf(events()).includes("settled") && !kindsOf(events()).includes("problem"));
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
  });

  it("is not settled by what cures another problem", async () => {
    const { conversation, events } = await refused();
    conversation.settle(["pickChatModel"], "Another model.");
    assert.ok(!kindsOf(events()).includes("settled"));
  });

  it("is not settled while nothing can be sent", async () => {
    const { conversation, events } = await refused();
    conversation.setBlocked({ sentence: "Set a key." });
    conversation.settle(["manageApiKeys"], changed);
    assert.ok(!kindsOf(events()).includes("settled"));
  });

  it("is no interruption when the window opens again, and the model is known by then", async () => {
    const first = await refused();
    first.conversation.settle(["manageApiKeys"], changed);
    const before = first.events();
    first.conversation.dispose();
    const { events, snapshot } = await begin();
    assert.deepEqual(events(), before);
    assert.equal(snapshot().status.model, "mistral-medium-latest");
  });

  it("leaves a chat alone in which nothing went wrong", async () => {
    const { conversation, screen, ask } = await begin();
    fixture().brain.nextChat("Yes.");
    await ask("q");
    screen.forget();
    conversation.settle(["manageApiKeys"], changed);
    assert.deepEqual(screen.heard satisfies ToWebview[], []);
  });
});
