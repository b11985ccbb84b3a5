import assert from "node:assert/strict";
import { bareCatalogue, findModel, modelCard, publicCatalogue } from "../../mistral/models";
import { defaultKey } from "../../mistral/server";
import {
  at,
  chatBody,
  chatModerationBody,
  chatPath,
  embeddingsBody,
  embeddingsPath,
  fimBody,
  fimPath,
  moderationBody,
  ocrBody,
  ocrPath,
  send,
  serverForEachTest,
} from "./support";

describe("keys and routes of the local server", () => {
  const fixture = serverForEachTest();

  for (const [path, body] of [
    ["/v1/models", undefined],
    [fimPath, fimBody()],
    [chatPath, chatBody()],
    ["/v1/models/codestral-latest", undefined],
    [embeddingsPath, embeddingsBody()],
    ["/v1/moderations", moderationBody()],
    ["/v1/chat/moderations", chatModerationBody()],
    [ocrPath, ocrBody()],
  ] as const) {
    it(`${path} wants a key`, async () => {
      const { server } = fixture();
      const none = await send(server, path, { body, key: null });
      const wrong = await send(server, path, { body, key: "wrong-key" });
      server.mood = { unauthorizedBody: "message" };
      const other = await send(server, path, { body, key: "wrong-key" });
      assert.deepEqual([none.status, wrong.status, other.status], [401, 401, 401]);
      assert.deepEqual(JSON.parse(wrong.body), { detail: "Unauthorized" });
      assert.equal(at(JSON.parse(other.body), "message"), "Unauthorized");
      assert.equal(typeof at(JSON.parse(other.body), "request_id"), "string");
      assert.deepEqual(
        server.requests.map((request) => request.key),
        ["missing", "refused", "refused"],
      );
    });
  }

  it("keeps no key in what it records", async () => {
    const { server } = fixture();
    await send(server, "/v1/models");
    assert.equal(server.requests[0]?.key, "accepted");
    assert.ok(!JSON.stringify(server.requests).includes(defaultKey));
  });

  it("takes several keys, and others later", async () => {
    const { server } = fixture();
    server.keys = ["one", "two"];
    assert.equal((await send(server, "/v1/models", { key: "two" })).status, 200);
    assert.equal((await send(server, "/v1/models")).status, 401);
  });

  it("says 404 to unknown routes and 405 to wrong methods", async () => {
    const { server } = fixture();
    for (const path of ["/", "/v1", "/v1/completions", "/v1/models/a/b", "/v2/models"]) {
      const answer = await send(server, path);
      assert.equal(answer.status, 404);
      assert.equal(at(JSON.parse(answer.body), "message"), "no Route matched with those values");
    }
    const answer = await send(server, fimPath);
    assert.deepEqual([answer.status, answer.headers["allow"]], [405, "POST"]);
  });

  it("sends the API's headers", async () => {
    const { server, brain } = fixture();
    brain.onFim(() => true, "x");
    const first = await send(server, fimPath, { body: fimBody({ stream: true }) });
    const second = await send(server, fimPath, { body: fimBody() });
    assert.match(String(first.headers["content-type"]), /^text\/event-stream/);
    assert.match(String(first.headers["mistral-correlation-id"]), /^[\da-f-]{36}$/);
    const left = (answer: typeof first) => Number(answer.headers["x-ratelimit-remaining-req-minute"]);
    assert.ok(left(first) > 0 && left(second) > 0);
    assert.equal(second.headers["x-ratelimit-tokens-query-cost"], "3");
    assert.equal(first.headers["x-model-deprecation-timestamp"], undefined);
  });
});

describe("one model of the local server's list", () => {
  const fixture = serverForEachTest();

  it("is found by id and by alias, live or retired", async () => {
    const { server } = fixture();
    const ask = async (id: string) => {
      const { status, body } = await send(server, `/v1/models/${id}`);
      return [status, at(JSON.parse(body), "id")];
    };
    assert.deepEqual(await ask("codestral-2508"), [200, "codestral-2508"]);
    assert.deepEqual(await ask("codestral-latest"), [200, "codestral-2508"]);
    assert.deepEqual(await ask("devstral-2512"), [200, "devstral-2512"]);
    assert.deepEqual(await ask("codestral%2D2508"), [200, "codestral-2508"]);
  });

  it("is a 404 when it is not in the list", async () => {
    const { server } = fixture();
    const unknown = await send(server, "/v1/models/nope");
    assert.deepEqual([unknown.status, at(JSON.parse(unknown.body), "message")], [404, "Invalid model: nope"]);
    server.models = publicCatalogue({ retired: "absent" });
    assert.equal((await send(server, "/v1/models/devstral-2512")).status, 404);
    assert.equal((await send(server, "/v1/models/codestral-2508", { method: "DELETE" })).status, 405);
  });
});

describe("the local server behind a path", () => {
  const fixture = serverForEachTest({ basePath: "/proxy/mistral" });

  it("answers below it and nowhere else", async () => {
    const { server } = fixture();
    assert.equal((await send(server, "/v1/models")).status, 200);
    const root = { ...server, url: new URL(server.url).origin };
    assert.equal((await send(root, "/v1/models")).status, 404);
  });
});

describe("the catalogue", () => {
  it("finds models by id and alias, live, retired and unknown", () => {
    const catalogue = publicCatalogue();
    const state = (name: string) => findModel(catalogue, name, new Date("2026-10-01")).state;
    assert.equal(state("codestral-latest"), "live");
    assert.equal(state("mistral-medium-3-5"), "live");
    assert.equal(state("devstral-small-latest"), "retired");
    assert.equal(state("devstral"), "unknown");
    assert.equal(findModel(catalogue, "devstral-2512", new Date("2026-07-01")).state, "live");
  });

  it("can list a live Devstral", () => {
    const catalogue = publicCatalogue({ also: [modelCard("devstral-3", [], 262_144, { completion_chat: true })] });
    assert.equal(findModel(catalogue, "devstral-3").state, "live");
    assert.equal(catalogue.listed[0]?.id, "devstral-3");
  });

  it("can leave retired models out of the list and still know them", () => {
    const catalogue = publicCatalogue({ retired: "absent" });
    assert.ok(!JSON.stringify(catalogue.listed).includes("devstral"));
    assert.equal(findModel(catalogue, "devstral-2512", new Date("2026-10-01")).state, "retired");
  });

  it("lets models do everything when it does not say what they can do", () => {
    const found = findModel(bareCatalogue(["local"]), "local");
    assert.equal(found.state === "live" && found.card.capabilities, undefined);
  });
});
