import assert from "node:assert/strict";
import { defaultKey } from "../../mistral/server";
import { type ChatStreamEvent, streamChat } from "../../../src/mistral/chat";
import { type Access, isProblem, MistralClient } from "../../../src/mistral/client";
import type { FimEvent } from "../../../src/mistral/fim";
import { Gate, GATE_DEFAULTS } from "../../../src/mistral/gate/gate";
import { listModels } from "../../../src/mistral/models/listModels";
import { chat, chatRequest, collect, fim, fimRequest, never, textOf } from "./support/asks";
import { keysFor, mistralForEachTest, Observer } from "./support/fixture";
import { HurriedClock } from "./support/hurriedClock";

describe("a second server", () => {
  const first = mistralForEachTest();
  const second = mistralForEachTest();
  let observer: Observer;
  beforeEach(() => {
    observer = new Observer();
    second().brain.onFim(/./, "done").onChat(/./, "done");
  });

  /** A client with a key for each; the first one's server looks well when it is looked after only if it is. */
  function client() {
    const urls = [first(), second()].map(({ server }) => server.url);
    const access: Access = {
      server: () => "",
      keys: async () =>
        urls.flatMap((url, at) => keysFor(url, defaultKey).map((key) => ({ ...key, name: `key ${at + 1}` }))),
    };
    const made: MistralClient = new MistralClient(
      access,
      observer,
      new Gate(new HurriedClock(), GATE_DEFAULTS, async (connection) => {
        const listed = await listModels(made, connection, never());
        return isProblem(listed) ? listed : undefined;
      }),
    );
    return made;
  }
  const used = () =>
    observer.requests.filter(({ request }) => request.purpose !== "control").map(({ request }) => request.keyName);

  const down: Readonly<Record<string, () => unknown>> = {
    "refuses connections": () => first().server.close(),
    hangs: () => (first().server.mood = { silent: true }),
    "answers 403": () => (first().server.mood = { refuse: "guardrail" }),
    "answers 500": () => (first().server.mood = { refuse: "internal" }),
  };
  for (const [name, bring] of Object.entries(down)) {
    it(`answers ghost text and chat when the first one ${name}, and one ask is lost at most`, async () => {
      await bring();
      const own = client();
      const patience = { toFirstEvent: 300, betweenEvents: 300, afterFinish: 300 };
      const lost: string[] = [];
      for (let each = 0; each < 12; each++) {
        const events: AsyncIterable<ChatStreamEvent | FimEvent> = each % 3 === 2 ? chat(own) : fim(own, { patience });
        const text = textOf(await collect(events));
        if (text !== "done") lost.push(`${each}`);
      }
      assert.ok(lost.length <= 1, `lost: ${lost.join(" ")} of ${used().join(" ")}`);
      assert.equal(used().filter((key) => key === "key 1").length, 1);
    });
  }

  it("is not asked for the same document or conversation, whose beginning the first one has read", async () => {
    first().brain.onFim(/./, "done").onChat(/./, "done");
    const own = client();
    for (const document of ["a", "b", "c", "a", "b", "c", "c", "b", "a"]) {
      await collect(fim(own, {}, { ...fimRequest, promptCacheKey: document }));
    }
    const [a, b, c, ...rest] = used();
    assert.deepEqual(rest, [a, b, c, c, b, a]);
    assert.equal(new Set([a, b, c]).size, 2);
    observer.requests.length = 0;
    for (const conversation of ["x", "y", "x", "x", "y"]) {
      await collect(streamChat(own, { ...chatRequest, conversation }, never()));
    }
    const [x, y, ...later] = used();
    assert.deepEqual(later, [x, x, y]);
  });
});
