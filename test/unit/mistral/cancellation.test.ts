import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import type { Mood } from "../../mistral/mood";
import { isProblem, MistralClient } from "../../../src/mistral/client";
import { listModels } from "../../../src/mistral/models/listModels";
import { CANCELLED } from "../../../src/mistral/models/serverModels";
import { catalogOf, collect, streams, textOf } from "./support/asks";
import { accessTo, mistralForEachTest, Observer } from "./support/fixture";
import { hang } from "./support/scripts";

const moods: Readonly<Record<string, Mood>> = {
  "on a good day": {},
  "with the deprecation header": { deprecationHeader: "2026-07-31T00:00:00Z" },
};

/** Fails the test if a promise is rejected and nobody hears of it. */
function noUnhandledRejections(): void {
  const rejections: unknown[] = [];
  const hear = (reason: unknown) => rejections.push(reason);
  beforeEach(() => {
    rejections.length = 0;
    process.on("unhandledRejection", hear);
  });
  afterEach(async () => {
    for (let count = 0; count < 5; count++) await turn();
    process.off("unhandledRejection", hear);
    assert.deepEqual(rejections, []);
  });
}

for (const [name, ask] of Object.entries(streams)) {
  for (const [weather, mood] of Object.entries(moods)) {
    describe(`a cancelled request (${name}, ${weather})`, () => {
      const fixture = mistralForEachTest({ mood });
      noUnhandledRejections();

      const closedByClient = async () => {
        const { server, observer } = fixture();
        const request = await server.waitForRequest(() => true);
        assert.equal(await server.waitForClosed(request), "aborted-by-client");
        assert.deepEqual(observer.heard, ["began", "cancelled"]);
      };

      it("before it began", async () => {
        const { client, server, observer } = fixture();
        assert.deepEqual(await collect(ask(client, { signal: AbortSignal.abort() })), []);
        assert.deepEqual(await collect(ask(client, { signal: AbortSignal.abort(new Error("mine")) })), []);
        assert.deepEqual(observer.heard, []);
        assert.equal(server.requests.length, 0);
      });

      it("while the key is looked up", async () => {
        const { server } = fixture();
        const abort = new AbortController();
        const slow = new Promise<never>(() => {});
        const client = new MistralClient({ ...accessTo(server.url), keys: () => slow }, new Observer());
        const events = collect(ask(client, { signal: abort.signal }));
        abort.abort();
        assert.deepEqual(await events, []);
        assert.equal(server.connections, 0);
      });

      it("before the answer began", async () => {
        const { client, server } = fixture();
        server.nextMood({ ...mood, silent: true });
        const abort = new AbortController();
        const events = collect(ask(client, { signal: abort.signal }));
        await server.waitForRequest(() => true);
        abort.abort();
        assert.deepEqual(await events, []);
        await closedByClient();
      });

      it("in the middle", async () => {
        const { client, brain } = fixture();
        brain.nextFim(hang).nextChat(hang);
        const abort = new AbortController();
        const kinds: string[] = [];
        for await (const event of ask(client, { signal: abort.signal })) {
          kinds.push(event.kind);
          abort.abort(new Error("enough"));
        }
        assert.deepEqual(kinds, ["text"]);
        await closedByClient();
      });

      it("in the middle, while nobody asks for more", async () => {
        const { client, server, brain } = fixture();
        brain.nextFim(hang).nextChat(hang);
        const abort = new AbortController();
        const events = ask(client, { signal: abort.signal });
        await events.next();
        abort.abort();
        const request = await server.waitForRequest(() => true);
        assert.equal(await server.waitForClosed(request), "aborted-by-client");
        assert.deepEqual(await events.next(), { done: true, value: undefined });
        await closedByClient();
      });

      it("left early", async () => {
        const { client, brain } = fixture();
        brain.nextFim(hang).nextChat(hang);
        for await (const event of ask(client)) {
          assert.equal(event.kind, "text");
          break;
        }
        await closedByClient();
      });

      it("left by an exception", async () => {
        const { client, brain } = fixture();
        brain.nextFim(hang).nextChat(hang);
        await assert.rejects(async () => {
          for await (const event of ask(client)) throw new Error(event.kind);
        }, /^Error: text$/);
        await closedByClient();
      });

      it("left before it was begun", async () => {
        const { client, observer } = fixture();
        const events = ask(client);
        await events.return();
        assert.deepEqual(await collect(events), []);
        assert.deepEqual(observer.heard, []);
      });

      it("after it was whole", async () => {
        const { client, observer, brain, server } = fixture();
        brain.nextFim("word").nextChat("word");
        const abort = new AbortController();
        const events = await collect(ask(client, { signal: abort.signal }));
        abort.abort();
        assert.equal(textOf(events), "word");
        assert.equal(events.at(-1)?.kind, "end");
        assert.deepEqual(observer.heard, ["began", "answered"]);
        assert.equal(server.requests.length, 1);
      });

      it("when the server has refused it", async () => {
        const { client, server, observer } = fixture();
        server.nextMood({ ...mood, refuse: "contextOverflow" });
        const abort = new AbortController();
        for await (const event of ask(client, { signal: abort.signal })) {
          assert.equal(event.kind, "problem");
          abort.abort();
        }
        assert.deepEqual(observer.heard, ["began", "tooLong"]);
      });
    });
  }
}

describe("a cancelled list of models", () => {
  const fixture = mistralForEachTest();
  noUnhandledRejections();

  it("is empty, is no problem and is not kept", async () => {
    const { client, server } = fixture();
    server.nextMood({ silent: true });
    const catalog = catalogOf(client);
    const abort = new AbortController();
    const listed = catalog.list("chat", abort.signal);
    const request = await server.waitForRequest(() => true);
    abort.abort();
    assert.deepEqual(await listed, CANCELLED);
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
    const again = await catalog.list("chat", new AbortController().signal);
    assert.ok(!isProblem(again) && again.models.length > 0);
  });

  it("before it began", async () => {
    const { client, server } = fixture();
    const connection = await client.connect("chat");
    assert.ok(!isProblem(connection));
    assert.deepEqual(await listModels(client, connection, AbortSignal.abort()), []);
    assert.equal(server.requests.length, 0);
  });
});
