import assert from "node:assert/strict";
import { mock } from "node:test";
import { bareCatalogue, publicCatalogue } from "../../mistral/models";
import { MistralClient } from "../../../src/mistral/client";
import { listModels } from "../../../src/mistral/listModels";
import { isList, type Model, ModelCatalog } from "../../../src/mistral/models";
import { asks, never } from "./support/asks";
import { clientFor, mistralForEachTest, Observer } from "./support/fixture";
import { answer, rawServerForEachTest } from "./support/rawServer";

async function listOf(
  client: MistralClient,
  catalog = new ModelCatalog(client, listModels),
): Promise<readonly Model[]> {
  const models = await catalog.list(never());
  assert.ok(isList(models), JSON.stringify(models));
  return models;
}

describe("the list of models", () => {
  const fixture = mistralForEachTest();
  const raw = rawServerForEachTest();

  it("of the public API", async () => {
    const models = await listOf(fixture().client);
    assert.equal(models.length, publicCatalogue().listed.length);
    assert.deepEqual(
      models.find((model) => model.id === "codestral-2508"),
      {
        id: "codestral-2508",
        aliases: ["codestral-latest"],
        description: "Official codestral-2508 Mistral AI model",
        contextLength: 128_000,
        chats: true,
        fillsInTheMiddle: true,
        retiredAt: undefined,
        replacement: undefined,
      },
    );
    const devstral = models.find((model) => model.id === "devstral-2512");
    assert.equal(devstral?.retiredAt, Date.parse("2026-07-31T12:00:00Z"));
    assert.equal(devstral.replacement, "mistral-medium-3-5");
    const fill = models.filter((model) => model.fillsInTheMiddle).map((model) => model.id);
    assert.deepEqual(fill, ["codestral-2508"]);
    assert.equal(models.find((model) => model.id === "mistral-embed-2312")?.chats, false);
  });

  it("of a server that says no more than their names", async () => {
    const { client, server } = fixture();
    server.models = bareCatalogue(["own-model"]);
    assert.deepEqual(await listOf(client), [
      {
        id: "own-model",
        aliases: [],
        description: "",
        contextLength: undefined,
        chats: true,
        fillsInTheMiddle: true,
        retiredAt: undefined,
        replacement: undefined,
      },
    ]);
  });

  it("with entries that the SDK does not know, or that are wrong", async () => {
    const data = [
      {
        id: "a",
        type: "strange",
        aliases: ["b", 3],
        max_context_length: 10,
        capabilities: { completion_chat: false, completion_fim: true },
        deprecation: "2026-07-31T00:00:00Z",
        deprecation_replacement_model: "c",
      },
      { id: "vllm", max_model_len: 4096, capabilities: null, deprecation: "some day" },
      { id: 3 },
      { id: "" },
    ];
    raw().answer = answer(200, JSON.stringify({ object: "list", data }));
    const models = await listOf(clientFor(raw().url));
    assert.deepEqual(
      models.map((model) => model.id),
      ["a", "vllm"],
    );
    assert.deepEqual(models[0], {
      id: "a",
      aliases: ["b"],
      description: "",
      contextLength: 10,
      chats: false,
      fillsInTheMiddle: true,
      retiredAt: Date.parse("2026-07-31T00:00:00Z"),
      replacement: "c",
    });
    assert.equal(models[1]?.contextLength, 4096);
    assert.equal(models[1].retiredAt, undefined);
  });

  it("that never comes is not waited for", async () => {
    const { client, server } = fixture();
    server.mood = { silent: true };
    const patience = { toFirstEvent: 30, betweenEvents: 0, afterFinish: 0 };
    assert.equal((await asks.listModels(client, { patience }))?.kind, "timeout");
    const [request] = server.requests;
    assert.ok(request);
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
  });

  it("is kept for ten minutes, for one server and one key", async () => {
    const { server } = fixture();
    server.keys = ["one", "two"];
    const access = { key: "one" };
    const client = new MistralClient({ server: () => server.url, key: async () => access.key }, new Observer());
    const catalog = new ModelCatalog(client, listModels);
    const asked = async () => {
      await listOf(client, catalog);
      return server.requests.length;
    };
    mock.timers.enable({ apis: ["Date"], now: Date.now() });
    try {
      assert.equal(await asked(), 1);
      assert.equal(await asked(), 1);
      access.key = "two";
      assert.equal(await asked(), 2);
      mock.timers.tick(10 * 60_000 - 1);
      assert.equal(await asked(), 2);
      mock.timers.tick(1);
      assert.equal(await asked(), 3);
    } finally {
      mock.timers.reset();
    }
  });

  it("that failed is asked for again", async () => {
    const { client, server } = fixture();
    const catalog = new ModelCatalog(client, listModels);
    server.nextMood({ refuse: "internal" });
    const failed = await catalog.list(never());
    assert.ok(!isList(failed) && failed.kind === "serverError");
    assert.ok((await listOf(client, catalog)).length > 0);
  });
});
