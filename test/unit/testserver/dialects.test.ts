import assert from "node:assert/strict";
import { text, thinking, toolCall } from "../../mistral/brain";
import { bareCatalogue } from "../../mistral/models";
import type { DialectName } from "../../mistral/mood";
import { at, chatBody, chatPath, chunksOf, dataOf, fimBody, fimPath, send, serverForEachTest } from "./support";

const user = (content: unknown) => ({ role: "user", content });
const call = { id: "Abc123XyZ", type: "function", function: { name: "t", arguments: "{}" } };
const asked = (...messages: readonly object[]) => chatBody({ model: "devstral", stream: true, messages });
/** What each server says of a request that breaks one rule: a status and part of what it says. */
type Verdicts = Readonly<Record<DialectName, readonly [number, RegExp] | undefined>>;

const turns = /must alternate user and assistant roles/;
const broken: Readonly<Record<string, { readonly body: object; readonly said: Verdicts }>> = {
  "two questions in a row": {
    body: asked(user("a"), user("b")),
    said: { vllm: [400, turns], llamacpp: [500, turns], lmstudio: [400, turns], ollama: undefined },
  },
  "a question after a result": {
    body: asked(
      user("a"),
      { role: "assistant", content: "", tool_calls: [call] },
      { role: "tool", tool_call_id: call.id, content: "r" },
      user("b"),
    ),
    said: { vllm: [400, turns], llamacpp: [500, turns], lmstudio: [400, turns], ollama: undefined },
  },
  "a system message in the middle": {
    body: asked(user("a"), { role: "system", content: "s" }),
    said: {
      vllm: [400, /got system/],
      llamacpp: [500, /got system/],
      lmstudio: [400, /got system/],
      ollama: undefined,
    },
  },
  "thinking in the history": {
    body: asked(
      user("a"),
      { role: "assistant", content: [{ type: "thinking", thinking: [{ type: "text", text: "hm" }] }] },
      user("b"),
    ),
    said: {
      vllm: [400, /AssistantMessage/],
      llamacpp: [400, /^\{"error":\{"code":400,"message":"unsupported content\[\]\.type"/],
      lmstudio: [400, /^\{"error":"Invalid 'content'/],
      ollama: [400, /^\{"error":\{"message":"invalid message format"/],
    },
  },
  "the index of a call": {
    body: asked(
      user("a"),
      { role: "assistant", content: "", tool_calls: [{ ...call, index: 0 }] },
      { role: "tool", tool_call_id: call.id, content: "r" },
    ),
    said: { vllm: [400, /index\\n {2}Extra inputs/], llamacpp: undefined, lmstudio: undefined, ollama: undefined },
  },
  "arguments that are no object": {
    body: asked(
      user("a"),
      { role: "assistant", content: "", tool_calls: [{ ...call, function: { name: "t", arguments: "3" } }] },
      { role: "tool", tool_call_id: call.id, content: "r" },
    ),
    said: {
      vllm: undefined,
      llamacpp: undefined,
      lmstudio: undefined,
      ollama: [400, /invalid tool call arguments/],
    },
  },
  "a model that it does not have": {
    body: { ...asked(user("a")), model: "other" },
    said: {
      vllm: [404, /does not exist/],
      llamacpp: undefined,
      lmstudio: undefined,
      ollama: [404, /pulling it first/],
    },
  },
  json_object: {
    body: { ...asked(user("a")), response_format: { type: "json_object" } },
    said: {
      vllm: undefined,
      llamacpp: undefined,
      lmstudio: [400, /^\{"error":"'response_format\.type' must be 'json_schema' or 'text'"\}$/],
      ollama: undefined,
    },
  },
};

const unknownEndpoint: Readonly<Record<DialectName, readonly [number, string]>> = {
  vllm: [404, '{"detail":"Not Found"}'],
  llamacpp: [404, '{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}'],
  lmstudio: [200, '{"error":"Unexpected endpoint or method. (POST /v1/fim/completions)"}'],
  ollama: [404, "404 page not found"],
};

const owners: Readonly<Record<DialectName, string>> = {
  vllm: "vllm",
  llamacpp: "llamacpp",
  lmstudio: "organization_owner",
  ollama: "library",
};

const names: readonly DialectName[] = ["vllm", "llamacpp", "lmstudio", "ollama"];

for (const dialect of names) {
  describe(`the mood of another server (${dialect})`, () => {
    const fixture = serverForEachTest({ mood: { dialect }, models: bareCatalogue(["devstral"]) });

    it("takes any key and none, counts against no limit and is not Mistral's", async () => {
      const { server, brain } = fixture();
      for (const key of [null, "any"]) {
        brain.nextChat("x");
        const { status, headers } = await send(server, chatPath, { key, body: asked(user("a")) });
        assert.equal(status, 200);
        const ours = Object.keys(headers).filter((name) => /^(mistral|x-ratelimit)/.test(name));
        assert.deepEqual(ours, []);
      }
    });

    it("does not fill in the middle", async () => {
      const { status, body } = await send(fixture().server, fimPath, { body: fimBody() });
      assert.deepEqual([status, body], unknownEndpoint[dialect]);
    });

    it("lists its models in its own way", async () => {
      const { body } = await send(fixture().server, "/v1/models");
      assert.equal(at(JSON.parse(body), "data", 0, "id"), "devstral");
      assert.equal(at(JSON.parse(body), "data", 0, "owned_by"), owners[dialect]);
      assert.equal(at(JSON.parse(body), "data", 0, "capabilities"), undefined);
    });

    for (const [what, { body, said }] of Object.entries(broken)) {
      const verdict = said[dialect];
      it(`${verdict === undefined ? "takes" : "refuses"} ${what}`, async () => {
        const { server, brain } = fixture();
        if (verdict === undefined) brain.nextChat("fine");
        const answer = await send(server, chatPath, { body });
        assert.equal(answer.status, verdict?.[0] ?? 200, answer.body);
        if (verdict !== undefined) assert.match(answer.body, verdict[1]);
      });
    }

    it("ignores what it does not know", async () => {
      const { server, brain } = fixture();
      brain.nextChat("fine");
      const { status } = await send(server, chatPath, { body: { ...asked(user("a")), prompt_cache_key: "k" } });
      assert.equal(status, 200);
    });

    it("tells the usage if it is asked, after the end, in a chunk without choices", async () => {
      const { server, brain } = fixture();
      brain.nextChat("fine").nextChat("fine");
      const unasked = await send(server, chatPath, { body: asked(user("a")) });
      assert.ok(!unasked.body.includes("usage"));
      const body = { ...asked(user("a")), stream_options: { include_usage: true } };
      const told = await send(server, chatPath, { body });
      const last = chunksOf(told.body).at(-1);
      assert.deepEqual(at(last, "choices"), []);
      assert.ok(Number(at(last, "usage", "prompt_tokens")) > 0);
      assert.equal(at(chunksOf(told.body).at(-2), "choices", 0, "finish_reason"), "stop");
      assert.equal(dataOf(told.body).at(-1), "[DONE]");
    });

    it("streams thinking, text and calls as it does", async () => {
      const { server, brain } = fixture();
      brain.nextChat([thinking("hm"), text("so"), toolCall("t", { path: "a.ts" }, "Abc123XyZ")]);
      const { body } = await send(server, chatPath, { body: asked(user("a")) });
      const deltas = chunksOf(body).map((chunk) => at(chunk, "choices", 0, "delta"));
      assert.deepEqual(deltas, streamed[dialect]);
      assert.equal(at(chunksOf(body).at(-1), "choices", 0, "finish_reason"), "tool_calls");
    });
  });
}

const args = '{"path":"a.ts"}';
const pieces = (first: object) => [
  { tool_calls: [{ id: "Abc123XyZ", type: "function", index: 0, function: { name: "t", ...first } }] },
  { tool_calls: [{ index: 0, function: { arguments: args.slice(0, 8) } }] },
  { tool_calls: [{ index: 0, function: { arguments: args.slice(8) } }] },
];
const assistant = { role: "assistant" };

const streamed: Readonly<Record<DialectName, readonly object[]>> = {
  vllm: [
    { ...assistant, content: "" },
    { reasoning: "hm", reasoning_content: "hm" },
    { content: "so" },
    ...pieces({}),
    { content: "" },
  ],
  llamacpp: [
    { ...assistant, content: null },
    { reasoning_content: "hm" },
    { content: "so" },
    ...pieces({ arguments: "" }),
    {},
  ],
  lmstudio: [
    { ...assistant, reasoning_content: "hm" },
    { ...assistant, content: "so" },
    ...pieces({ arguments: "" }),
    {},
  ],
  ollama: [
    { ...assistant, content: "", reasoning: "hm" },
    { ...assistant, content: "so" },
    {
      ...assistant,
      content: "",
      tool_calls: [{ id: "call_Abc123XyZ", index: 0, type: "function", function: { name: "t", arguments: args } }],
    },
    { ...assistant, content: "" },
  ],
};

describe("the mood of a server that does not know all of the API", () => {
  const fixture = serverForEachTest();

  it("refuses fields, in both forms of a 422", async () => {
    const { server, brain } = fixture();
    for (const unprocessableBody of ["detail", "wrapped"] as const) {
      server.mood = { unknownFields: ["prompt_cache_key"], unprocessableBody };
      const refused = await send(server, fimPath, { body: fimBody({ prompt_cache_key: "k" }) });
      assert.equal(refused.status, 422);
      assert.match(refused.body, /"type":"extra_forbidden","loc":\["body","prompt_cache_key"\]/);
      brain.nextFim("x");
      assert.equal((await send(server, fimPath, { body: fimBody() })).status, 200);
    }
  });

  it("refuses forms of an answer", async () => {
    const { server, brain } = fixture();
    server.mood = { unknownFormats: ["json_schema"] };
    const schema = { type: "json_schema", json_schema: { name: "n", schema: {} } };
    const refused = await send(server, chatPath, { body: chatBody({ response_format: schema }) });
    assert.equal(refused.status, 400);
    assert.match(refused.body, /response_format of type 'json_schema' is not supported/);
    brain.nextChat("{}");
    const { status } = await send(server, chatPath, { body: chatBody({ response_format: { type: "json_object" } }) });
    assert.equal(status, 200);
  });
});
