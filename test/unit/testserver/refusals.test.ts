import assert from "node:assert/strict";
import { publicCatalogue } from "../../mistral/models";
import { chatRules } from "./chatRules";
import { embeddingRules } from "./embeddingRules";
import { fimRules } from "./fimRules";
import { chatModerationRules, moderationRules } from "./moderationRules";
import { ocrRules } from "./ocrRules";
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

describe("the local server refuses what the API refuses, and takes its neighbour", () => {
  const fixture = serverForEachTest();
  const suites = [
    { endpoint: "FIM", path: fimPath, rules: fimRules, body: fimBody },
    { endpoint: "chat", path: chatPath, rules: chatRules, body: chatBody },
    { endpoint: "embeddings", path: embeddingsPath, rules: embeddingRules, body: embeddingsBody },
    { endpoint: "moderations", path: "/v1/moderations", rules: moderationRules, body: moderationBody },
    {
      endpoint: "chat moderations",
      path: "/v1/chat/moderations",
      rules: chatModerationRules,
      body: chatModerationBody,
    },
    { endpoint: "OCR", path: ocrPath, rules: ocrRules, body: ocrBody },
  ];
  for (const { endpoint, path, rules, body } of suites) {
    for (const rule of rules) {
      it(`${endpoint}: ${rule.name}`, async () => {
        const { server, brain } = fixture();
        const refused = await send(server, path, { body: body(rule.refused) });
        assert.equal(refused.status, rule.status, refused.body.slice(0, 400));
        assert.match(refused.body, rule.says);
        assert.equal(refused.headers["content-type"], "application/json");
        brain.onFim(() => true, "ok").onChat(() => true, "ok");
        const accepted = await send(server, path, { body: body(rule.accepted) });
        assert.equal(accepted.status, 200, accepted.body.slice(0, 400));
      });
    }
  }

  for (const { endpoint, path, body } of suites) {
    it(`${endpoint}: says 422 in both of the API's forms`, async () => {
      const { server } = fixture();
      const plain = await send(server, path, { body: body({ top_k: 3 }) });
      server.mood = { unprocessableBody: "wrapped" };
      const wrapped = await send(server, path, { body: body({ top_k: 3 }) });
      assert.deepEqual([plain.status, wrapped.status], [422, 422]);
      const detail = at(JSON.parse(plain.body), "detail");
      assert.deepEqual(detail, [
        { type: "extra_forbidden", loc: ["body", "top_k"], msg: "Extra inputs are not permitted", input: 3 },
      ]);
      assert.equal(at(JSON.parse(wrapped.body), "object"), "error");
      assert.deepEqual(at(JSON.parse(wrapped.body), "message", "detail"), detail);
    });
  }

  it("says 422 to a body that is no JSON, and to none", async () => {
    const { server } = fixture();
    assert.match((await send(server, fimPath, { body: "{" })).body, /json_invalid/);
    assert.match((await send(server, fimPath, { method: "POST" })).body, /"missing"/);
    assert.match((await send(server, fimPath, { body: "[]" })).body, /model_attributes_type/);
  });

  it("says 404 or 400 for a retired model, listed or not", async () => {
    const { server } = fixture();
    const asked = () => send(server, chatPath, { body: chatBody({ model: "devstral-medium-latest" }) });
    server.models = publicCatalogue({ retired: "absent" });
    assert.equal((await asked()).status, 404);
    server.mood = { retiredStatus: 400 };
    assert.equal((await asked()).status, 400);
  });
});
