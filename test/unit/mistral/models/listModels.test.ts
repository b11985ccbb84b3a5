import assert from "node:assert/strict";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { bareCatalogue, publicCatalogue } from "../../../mistral/models";
import { verdictOf } from "../../../../src/mistral/keys/verdict";
import { isProblem, type MistralClient } from "../../../../src/mistral/client";
import { listModels } from "../../../../src/mistral/models/listModels";
import { isList, type Model } from "../../../../src/mistral/models/model";
import { asks, never } from "../support/asks";
import { clientFor, mistralForEachTest } from "../support/fixture";
import { model } from "../support/model";
import { answer, rawServerForEachTest } from "../support/rawServer";

async function listOf(client: MistralClient): Promise<readonly Model[]> {
  const connection = await client.connect("chat");
  assert.ok(!isProblem(connection));
  const models = await listModels(client, connection, never());
  assert.ok(isList(models), JSON.stringify(models));
  return models;
}

describe("the list of models", () => {
  const fixture = mistralForEachTest();
  const raw = rawServerForEachTest();

  it("of the public API", async () => {
    const models = await listOf(fixture().client);
    const { listed } = publicCatalogue();
    assert.equal(models.length, listed.length);
    const said = listed.find(({ id }) => id === "codestral-2508")?.capabilities ?? assert.fail();
    assert.equal("audio_transcription" in said, true, "also what no feature asks for is kept");
    assert.deepEqual(
      models.find(({ id }) => id === "codestral-2508"),
      {
        id: "codestral-2508",
        aliases: ["codestral-latest"],
        description: "Official codestral-2508 Mistral AI model",
        owner: "mistralai",
        capabilities: {
          chats: true,
          fillsInTheMiddle: true,
          callsTools: true,
          reasons: false,
          sees: false,
          said: { ...said },
        },
        contextLength: 128_000,
        defaultTemperature: 0.3,
        retiredAt: undefined,
        replacement: undefined,
      },
    );
    const devstral = models.find(({ id }) => id === "devstral-2512");
    assert.equal(devstral?.retiredAt, Date.parse("2026-07-31T12:00:00Z"));
    assert.equal(devstral.replacement, "mistral-medium-3-5");
    const idsWhere = (can: keyof Model["capabilities"]) =>
      models.filter(({ capabilities }) => capabilities[can]).map(({ id }) => id);
    assert.deepEqual(idsWhere("fillsInTheMiddle"), ["codestral-2508"]);
    assert.deepEqual(idsWhere("reasons"), ["mistral-medium-3-5", "mistral-small-2603"]);
    assert.ok(idsWhere("sees").includes("mistral-large-2512"));
    assert.ok(!idsWhere("chats").includes("mistral-embed-2312"));
    assert.ok(!idsWhere("callsTools").includes("mistral-embed-2312"));
  });

  it("of a server that says no more than their names", async () => {
    const { client, server } = fixture();
    server.models = bareCatalogue(["own-model"]);
    assert.deepEqual(await listOf(client), [model("own-model", { owner: "local" })]);
  });

  /** As these servers answer, by their own documents and sources. */
  const dialects: Readonly<Record<string, readonly [unknown, readonly Model[]]>> = {
    vLLM: [
      {
        object: "list",
        data: [
          {
            ...{ id: "mistralai/Devstral-Small-2507", object: "model", created: 1_785_542_400, owned_by: "vllm" },
            ...{ root: "mistralai/Devstral-Small-2507", parent: null, max_model_len: 131_072 },
            permission: [{ id: "modelperm-1", object: "model_permission", allow_sampling: true }],
          },
        ],
      },
      [model("mistralai/Devstral-Small-2507", { owner: "vllm", contextLength: 131_072 })],
    ],
    "llama.cpp": [
      {
        models: [{ name: "devstral.gguf", model: "devstral.gguf", capabilities: ["completion"], type: "model" }],
        object: "list",
        data: [
          {
            ...{ id: "devstral.gguf", object: "model", created: 1_785_542_400, owned_by: "llamacpp" },
            meta: { vocab_type: 2, n_vocab: 131_072, n_ctx_train: 131_072, n_embd: 5120 },
          },
        ],
      },
      [model("devstral.gguf", { owner: "llamacpp", contextLength: 131_072 })],
    ],
    "LM Studio": [
      { data: [{ id: "devstral-small", object: "model", owned_by: "organization_owner" }], object: "list" },
      [model("devstral-small", { owner: "organization_owner" })],
    ],
    Ollama: [
      { object: "list", data: [{ id: "devstral:24b", object: "model", created: 1_785_542_400, owned_by: "library" }] },
      [model("devstral:24b", { owner: "library" })],
    ],
    "Ollama's own form": [
      { models: [{ name: "devstral:24b", model: "devstral:24b", details: { family: "llama" } }] },
      [model("devstral:24b")],
    ],
    "names alone": [{ data: [{ id: "own" }] }, [model("own")]],
    "a bare array": [
      [{ id: "own" }, "other"],
      [model("own"), model("other")],
    ],
    "an empty list": [{ object: "list", data: [] }, []],
  };
  for (const [name, [said, expected]] of Object.entries(dialects)) {
    it(`in the form of ${name}`, async () => {
      raw().answer = answer(200, JSON.stringify(said));
      assert.deepEqual(await listOf(clientFor(raw().url)), expected);
    });
  }

  it("is on the accounts, with nothing of the person's in it and no model asked", async () => {
    const { client, observer } = fixture();
    await listOf(client);
    const [{ request, result } = assert.fail()] = observer.requests;
    assert.deepEqual([request.purpose, request.model, request.keyName], ["control", "", "key 1"]);
    assert.deepEqual([request.characters, request.sources, request.redactions, request.body()], [0, [], [], ""]);
    assert.deepEqual([result?.outcome, result?.usage], ["answered", { prompt: 0, completion: 0, cached: 0 }]);
  });

  it("is not asked for where it is known that there is none, and says nothing of the key", async () => {
    const client = clientFor("https://codestral.mistral.ai");
    const problem = await asks.listModels(client);
    assert.deepEqual(problem, { kind: "notOffered", server: "codestral.mistral.ai", service: "models" });
    assert.equal(verdictOf(problem, "https://codestral.mistral.ai").kind, "unchecked");
  });

  it("is read also where the server does not call it JSON", async () => {
    raw().answer = answer(200, `{"data":[{"id":"own"}]}`, { "content-type": "text/plain" });
    assert.deepEqual(await listOf(clientFor(raw().url)), [model("own")]);
  });

  it("with entries that are wrong", async () => {
    const data = [
      {
        ...{ id: "a", type: "strange", aliases: ["b", 3], max_context_length: -1, owned_by: 7, description: null },
        capabilities: { completion_chat: false, completion_fim: true, vision: "yes" },
        deprecation: "2026-07-31T00:00:00Z",
        deprecation_replacement_model: "c",
        default_model_temperature: null,
      },
      { id: "vague", capabilities: null, deprecation: "some day", deprecation_replacement_model: "" },
      ...[{ id: 3 }, { id: "" }, null, 4, []],
    ];
    raw().answer = answer(200, JSON.stringify({ object: "list", data }));
    assert.deepEqual(await listOf(clientFor(raw().url)), [
      model(
        "a",
        { aliases: ["b"], retiredAt: Date.parse("2026-07-31T00:00:00Z"), replacement: "c" },
        { chats: false, fillsInTheMiddle: true, said: { completion_chat: false, completion_fim: true } },
      ),
      model("vague"),
    ]);
  });

  it("is asked for with the key, and without one where the server wants none", async () => {
    raw().answer = answer(200, "[]");
    await listOf(clientFor(raw().url, "secret"));
    await listOf(clientFor(raw().url, ""));
    assert.deepEqual(
      raw().requests.map(({ method, url, headers }) => [method, url, headers.authorization]),
      [
        ["GET", "/v1/models", "Bearer secret"],
        ["GET", "/v1/models", undefined],
      ],
    );
  });

  for (const body of ["", "<html>", "{}", "null", `{"data":"none"}`, `{"data":[{"id":"cut`]) {
    it(`that is none is a problem: ${body}`, async () => {
      raw().answer = answer(200, body);
      assert.equal((await asks.listModels(clientFor(raw().url)))?.kind, "malformed");
    });
  }

  it("that breaks off is a problem", async () => {
    raw().answer = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write(`{"data":[`, () => response.destroy());
    };
    const problem = await asks.listModels(clientFor(raw().url));
    assert.ok(problem && ["offline", "truncated"].includes(problem.kind), JSON.stringify(problem));
  });

  it("that leads elsewhere is not followed", async () => {
    raw().answer = answer(302, "", { location: "/elsewhere" });
    assert.equal((await asks.listModels(clientFor(raw().url)))?.kind, "redirected");
    assert.equal(raw().requests.length, 1);
  });

  it("of a server that is not there", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, "close");
    const problem = await asks.listModels(clientFor(`http://127.0.0.1:${port}`));
    assert.deepEqual(problem, { kind: "offline", server: `127.0.0.1:${port}`, code: "ECONNREFUSED" });
  });

  it("of a server that cannot be reached for a reason without a name", async () => {
    const { fetch } = globalThis;
    globalThis.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
    try {
      const problem = await asks.listModels(clientFor("http://own"));
      assert.deepEqual(problem, { kind: "offline", server: "own", code: "Failed to fetch" });
    } finally {
      globalThis.fetch = fetch;
    }
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
});
