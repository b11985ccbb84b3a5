import assert from "node:assert/strict";
import { rememberedBy } from "../../../src/chat/remembered";
import { History } from "../../../src/chat/history";
import { windowsForEachTest } from "./support/windows";

describe("what a chat remembers before it is loaded", () => {
  const { fixture, begin, openHistory } = windowsForEachTest();

  it("is what the conversation itself shows then, with the model that answered", async () => {
    const { ask, snapshot } = await begin();
    fixture().brain.nextChat("Yes.");
    await ask("q");
    assert.deepEqual(rememberedBy(await openHistory(History)), snapshot());
  });

  it("is an empty chat where nothing was said yet", async () => {
    assert.deepEqual(rememberedBy(await openHistory(History)), {
      ...{ type: "snapshot", conversation: "", seq: 0, events: [], branches: [] },
      status: { busy: false },
    });
  });
});
