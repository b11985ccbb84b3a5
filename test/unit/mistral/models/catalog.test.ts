import assert from "node:assert/strict";
import { MistralClient, isProblem } from "../../../../src/mistral/client";
import type { ApiProblem } from "../../../../src/mistral/errors";
import type { ApiKey } from "../../../../src/mistral/keys/apiKey";
import { ModelCatalog } from "../../../../src/mistral/models/catalog";
import { chooseModel } from "../../../../src/mistral/models/choose";
import { CANCELLED, type CatalogStore } from "../../../../src/mistral/models/serverModels";
import { ScriptedBrain } from "../../../mistral/brains/scripted";
import { bareCatalogue, modelCard, publicCatalogue } from "../../../mistral/models";
import type { Mood } from "../../../mistral/mood";
import { startMistralServer } from "../../../mistral/server";
import { never } from "../support/asks";
import { keysFor, mistralForEachTest, Observer } from "../support/fixture";
import { rawServerForEachTest } from "../support/rawServer";
import { ids, listed, MemoryStore, Window } from "./window";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const brokenStore: CatalogStore = {
  read: () => Promise.reject(new Error("the disk cannot be read")),
  write: () => Promise.reject(new Error("the disk is full")),
};

describe("the catalogue of models", () => {
  const fixture = mistralForEachTest();
  const raw = rawServerForEachTest();

  it("answers from memory for ten minutes, then at once and asks again behind the scenes", async () => {
    const { server } = fixture();
    server.models = bareCatalogue(["old"]);
    const window = new Window(keysFor(server.url, ...server.keys));
    assert.deepEqual(ids(await window.list()), ["old"]);
    server.models = bareCatalogue(["new"]);
    window.now += 10 * MINUTE - 1;
    assert.deepEqual(ids(await window.list()), ["old"]);
    assert.equal(window.asked.length, 1);
    window.now += 1;
    assert.deepEqual(ids(await window.list()), ["old"]);
    await window.settled();
    assert.deepEqual(ids(await window.list()), ["new"]);
    assert.equal(window.asked.length, 2);
  });

  it("waits for a list when its own is a day old", async () => {
    const { server } = fixture();
    const window = new Window(keysFor(server.url, ...server.keys));
    const { at } = await window.list();
    server.models = bareCatalogue(["new"]);
    window.now += DAY;
    const again = await window.list();
    assert.deepEqual([ids(again), again.at - at], [["new"], DAY]);
  });

  it("answers at once from what another window left on the disk", async () => {
    const { server } = fixture();
    const before = new Window(keysFor(server.url, ...server.keys));
    const first = await before.list();
    await before.settled();
    const after = new Window(before.keys, before.store);
    after.now += 9 * MINUTE;
    assert.deepEqual(await after.list(), first);
    assert.equal(after.asked.length, 0);
    after.now += MINUTE;
    server.models = bareCatalogue(["new"]);
    assert.deepEqual(await after.list(), first);
    await after.settled();
    assert.deepEqual(ids(await after.list()), ["new"]);
  });

  it("takes no list from a clock that was set back", async () => {
    const { server } = fixture();
    const window = new Window(keysFor(server.url, ...server.keys));
    await window.list();
    window.now -= MINUTE;
    await window.list();
    assert.equal(window.asked.length, 2);
  });

  it("makes one request for all who ask at once, and goes on while one of them still wants it", async () => {
    const { server } = fixture();
    server.mood = { firstTokenMs: 0 };
    const window = new Window(keysFor(server.url, ...server.keys));
    const leaving = new AbortController();
    const left = window.catalog.list("chat", leaving.signal);
    const others = [window.catalog.list("chat", never()), window.catalog.refresh("completion", never())];
    await server.waitForRequest(() => true);
    leaving.abort();
    assert.deepEqual(await left, CANCELLED);
    const [one, other] = await Promise.all(others);
    assert.ok(one && !isProblem(one) && one.models.length > 0);
    assert.equal(one, other);
    assert.equal(server.requests.length, 1);
  });

  it("cuts the request when the last has left", async () => {
    const { server } = fixture();
    server.nextMood({ silent: true });
    const window = new Window(keysFor(server.url, ...server.keys));
    const leaving = new AbortController();
    const left = [window.catalog.list("chat", leaving.signal), window.catalog.list("chat", leaving.signal)];
    const request = await server.waitForRequest(() => true);
    leaving.abort();
    assert.deepEqual(await Promise.all(left), [CANCELLED, CANCELLED]);
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
    assert.ok((await window.list()).models.length > 0);
  });

  it("ends at once when cancelled, also while the keys or the disk are waited for", async () => {
    const stuck = new Promise<never>(() => {});
    const leaving = new AbortController();
    const { server } = fixture();
    const withoutKeys = new ModelCatalog(
      new MistralClient({ server: () => "", keys: () => stuck }, new Observer()),
      () => stuck,
      new MemoryStore(),
    );
    const window = new Window(keysFor(server.url, ...server.keys), { read: () => stuck, write: async () => {} });
    const left = [withoutKeys.list("chat", leaving.signal), window.catalog.list("chat", leaving.signal)];
    leaving.abort();
    assert.deepEqual(await Promise.all(left), [CANCELLED, CANCELLED]);
    assert.deepEqual(await window.catalog.list("chat", AbortSignal.abort()), CANCELLED);
    assert.equal(server.requests.length, 0);
  });

  it("shows no key or server the list of another", async () => {
    const { server } = fixture();
    const other = await startMistralServer({ brain: new ScriptedBrain(), models: bareCatalogue(["theirs"]) });
    try {
      server.models = bareCatalogue(["ours"]);
      server.keys = ["one", "two"];
      const window = new Window(keysFor(server.url, "one"));
      assert.deepEqual(ids(await window.list()), ["ours"]);
      await window.settled();
      server.models = bareCatalogue(["second"]);
      window.keys = keysFor(server.url, "two");
      assert.deepEqual(ids(await window.list()), ["second"]);
      window.keys = keysFor(other.url, ...other.keys);
      assert.deepEqual(ids(await window.list()), ["theirs"]);
      window.keys = keysFor(server.url, "one");
      assert.deepEqual(ids(await window.list()), ["ours"]);
      assert.equal(window.asked.length, 3);
      assert.deepEqual(
        window.catalog.modelsOf(new URL(other.url).host).map(({ id }) => id),
        ["theirs"],
      );
      assert.deepEqual(window.catalog.modelsOf("nowhere"), []);
    } finally {
      await other.close();
    }
  });

  it("asks the server of the key that does the work", async () => {
    const { server } = fixture();
    const other = await startMistralServer({ brain: new ScriptedBrain(), models: bareCatalogue(["fills"]) });
    try {
      server.models = bareCatalogue(["chats"]);
      const forWork = (url: string, keys: readonly string[], work: ApiKey["work"]) =>
        keysFor(url, ...keys).map((key) => ({ ...key, work }));
      const window = new Window([
        ...forWork(server.url, server.keys, "chat"),
        ...forWork(other.url, other.keys, "completion"),
      ]);
      assert.deepEqual(ids(listed(await window.catalog.list("completion", never()))), ["fills"]);
      assert.deepEqual(ids(listed(await window.catalog.list("refactoring", never()))), ["chats"]);
    } finally {
      await other.close();
    }
  });

  it("puts neither key nor server on the disk, and no two keys in one place", async () => {
    const { server } = fixture();
    server.keys = ["one-secret", "two-secret"];
    const window = new Window(keysFor(server.url, "one-secret"));
    await window.list();
    window.keys = keysFor(server.url, "two-secret");
    await window.list();
    await window.settled();
    const { lists } = window.store as MemoryStore;
    const stored = JSON.stringify([...lists]);
    assert.equal(lists.size, 2);
    for (const secret of ["one-secret", "two-secret", new URL(server.url).host]) assert.ok(!stored.includes(secret));
  });

  it("works without a disk", async () => {
    const { server } = fixture();
    const window = new Window(keysFor(server.url, ...server.keys), brokenStore);
    const unhandled: unknown[] = [];
    const hear = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", hear);
    try {
      assert.ok((await window.list()).models.length > 0);
      await window.settled();
      assert.ok((await window.list()).models.length > 0);
      await window.settled();
      assert.deepEqual([window.asked.length, unhandled], [1, []]);
    } finally {
      process.off("unhandledRejection", hear);
    }
  });

  it("reads what is left of a damaged list", async () => {
    const { server } = fixture();
    const store = new MemoryStore();
    const first = new Window(keysFor(server.url, ...server.keys), store);
    await first.list();
    await first.settled();
    for (const [id, { at }] of store.lists) store.lists.set(id, { at, data: [null, 3, { id: "left" }, { id: [] }] });
    assert.deepEqual(ids(await new Window(first.keys, store).list()), ["left"]);
  });

  const bad: Readonly<Record<string, readonly [Mood, ApiProblem["kind"]]>> = {
    silent: [{ silent: true }, "timeout"],
    "at fault": [{ refuse: "internal" }, "serverError"],
    limiting: [{ refuse: "rateLimited", retryAfter: 3 }, "rateLimited"],
    "behind a page": [{ notJson: "html" }, "malformed"],
    "saying broken JSON": [{ notJson: "broken" }, "malformed"],
  };
  for (const [name, [mood, kind]] of Object.entries(bad)) {
    it(`says what is wrong with a server that is ${name}, and goes on with the older list`, async () => {
      const { server } = fixture();
      const window = new Window(keysFor(server.url, ...server.keys));
      const be = (now: Mood) => {
        server.mood = now;
        window.patienceMs = now.silent ? 50 : 60_000;
      };
      be(mood);
      const problem = await window.catalog.list("chat", never());
      assert.ok(isProblem(problem) && problem.kind === kind, JSON.stringify(problem));
      be({});
      if (mood.silent) window.now += MINUTE;
      const first = await window.list();
      assert.equal(first.problem, undefined);
      be(mood);
      window.now += 3 * DAY;
      const stale = await window.list();
      assert.deepEqual([stale.at, stale.models, stale.problem?.kind], [first.at, first.models, kind]);
      const { length } = window.asked;
      assert.equal(await window.list(), stale);
      assert.equal(window.asked.length, length, "A server that has just failed is asked again.");
      be({});
      window.now += MINUTE;
      const again = await window.list();
      assert.deepEqual([again.at, again.problem], [window.now, undefined]);
    });
  }

  it("goes on with the list on the disk when offline, and says so", async () => {
    const { server } = fixture();
    const before = new Window(keysFor(server.url, ...server.keys));
    const first = await before.list();
    await before.settled();
    await server.close();
    const after = new Window(before.keys, before.store);
    after.now += 11 * MINUTE;
    assert.deepEqual(await after.list(), first);
    await after.settled();
    assert.equal((await after.list()).problem?.kind, "offline");
    after.now += 2 * DAY;
    const stale = await after.list();
    assert.deepEqual([stale.models, stale.problem?.kind], [first.models, "offline"]);
  });

  it("believes no list of a key that is refused", async () => {
    const { server } = fixture();
    const window = new Window(keysFor(server.url, ...server.keys));
    await window.list();
    server.keys = ["another"];
    window.now += 2 * DAY;
    for (let times = 0; times < 2; times++) {
      const refused = await window.catalog.list("chat", never());
      assert.ok(isProblem(refused) && refused.kind === "refusedKey");
    }
  });

  it("does not ask a server without a list at each question", async () => {
    raw().answer = (_request, response) => response.writeHead(404).end();
    const window = new Window(keysFor(raw().url, "key"));
    for (let times = 0; times < 3; times++) {
      const none = await window.catalog.list("chat", never());
      assert.ok(isProblem(none) && none.kind === "notFound");
    }
    assert.equal(raw().requests.length, 1);
    window.now += 10 * MINUTE;
    await window.catalog.list("chat", never());
    assert.equal(raw().requests.length, 2);
  });

  it("waits once, and not at each question, for a server that is silent", async () => {
    const { server } = fixture();
    server.mood = { silent: true };
    const window = new Window(keysFor(server.url, ...server.keys));
    window.patienceMs = 50;
    for (let times = 0; times < 3; times++) {
      const none = await window.catalog.list("chat", never());
      assert.ok(isProblem(none) && none.kind === "timeout");
    }
    assert.equal(server.requests.length, 1);
    server.mood = {};
    window.now += MINUTE;
    assert.ok((await window.list()).models.length > 0);
  });

  it("says that there is no key, and no way to the server", async () => {
    const none = await new Window([]).catalog.list("chat", never());
    assert.ok(isProblem(none) && none.kind === "noKey");
    const wrong = await new Window(keysFor("not an address", "key")).catalog.refresh("chat", never());
    assert.ok(isProblem(wrong) && wrong.kind === "badServer");
  });

  it("asks again when a model is refused, so that the next question goes to its heir", async () => {
    const { server } = fixture();
    const also = [modelCard("devstral-3", [], 1000, { completion_chat: true })];
    server.models = publicCatalogue({ also });
    const window = new Window(keysFor(server.url, ...server.keys));
    const chosen = async () => chooseModel("chat", "devstral-3", (await window.list()).models, window.now);
    assert.deepEqual(await chosen(), { model: "devstral-3" });
    const retired = { deprecation: "2026-08-15T00:00:00Z", deprecation_replacement_model: "mistral-small-latest" };
    const [card] = also;
    assert.ok(card);
    server.models = { listed: [{ ...card, ...retired }, ...publicCatalogue().listed], unlisted: [] };
    const host = new URL(server.url).host;
    await window.catalog.distrust("chat", host, "key 1", "devstral-3");
    assert.deepEqual(await chosen(), { model: "mistral-small-latest", insteadOf: "devstral-3" });
    assert.equal(window.asked.length, 2);
    for (let times = 0; times < 5; times++) await window.catalog.distrust("chat", host, "key 1", "devstral-3");
    await window.catalog.distrust("chat", host, "another key", "other");
    await chosen();
    assert.equal(window.asked.length, 2, "A name that stays wrong is asked about again and again.");
    window.now += 10 * MINUTE;
    await window.catalog.distrust("chat", host, "key 1", "devstral-3");
    assert.equal(window.asked.length, 3);
  });
});
