import assert from "node:assert/strict";
import { rememberedBy } from "../../../src/chat/remembered";
import { History } from "../../../src/chat/history";
import { windowsForEachTest } from "./support/windows";

describe("what a chat remembers before it is loaded", () => {
  const { fixture, begin, openHistory, leaseOn } = windowsForEachTest();

  it("is what the conversation itself shows then, with the model that answered", async () => {
    const { conversation, ask, snapshot } = await begin();
    fixture().brain.nextChat("Yes.");
    await ask("q");
    conversation.dispose();
    const history = await openHistory(History);
    assert.deepEqual(rememberedBy(history, leaseOn(history).lease, undefined), snapshot());
  });

  it("is an empty chat where nothing was said yet", async () => {
    const history = await openHistory(History);
    assert.deepEqual(rememberedBy(history, leaseOn(history).lease, undefined), {
      ...{ type: "snapshot", conversation: "", seq: 0, events: [], branches: [] },
      ...{ earlier: 0, isTold: true, status: { busy: false } },
    });
  });
});
