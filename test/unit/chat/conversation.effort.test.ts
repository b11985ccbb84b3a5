import assert from "node:assert/strict";
import type { ConversationParts } from "../../../src/chat/conversation";
import { effortOf } from "../../../src/chat/effort";
import { windowsForEachTest } from "./support/windows";

describe("how much the chat's model thinks first", () => {
  const { fixture, begin } = windowsForEachTest();
  const sentWith = async (parts: Partial<ConversationParts>) => {
    fixture().brain.nextChat("Fine.");
    const { ask, events } = await begin(parts);
    await ask("q");
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
    const body = fixture().server.requests.at(-1)?.body as { reasoning_effort?: string } | undefined;
    return body?.reasoning_effort;
  };
  const reasoning = { abilitiesOf: () => ({ reasons: true }) };

  it("is what the person wants, and the server's to say where they want nothing", async () => {
    assert.equal(await sentWith({ ...reasoning, reasoningEffort: () => "high" }), "high");
    assert.equal(await sentWith({ ...reasoning, reasoningEffort: () => "none" }), "none");
    assert.equal(await sentWith({ ...reasoning, reasoningEffort: () => undefined }), undefined);
  });

  it("is not said to a model that would refuse it, or of which nothing is known", async () => {
    const model = { chooseModel: async () => ({ model: "mistral-large-latest" }) };
    for (const abilities of [{ reasons: false }, {}, undefined]) {
      const parts = { ...model, abilitiesOf: () => abilities, reasoningEffort: () => "high" as const };
      assert.equal(await sentWith(parts), undefined);
    }
  });

  it("is read from a setting, of which nothing else is taken", () => {
    assert.deepEqual(["auto", "none", "high", "low", "HIGH", ""].map(effortOf), [
      ...[undefined, "none", "high"],
      ...[undefined, undefined, undefined],
    ]);
  });
});
