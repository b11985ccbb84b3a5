import assert from "node:assert/strict";
import { betaConversationsAppend } from "@mistralai/mistralai/funcs/betaConversationsAppend";
import { betaConversationsGet } from "@mistralai/mistralai/funcs/betaConversationsGet";
import { betaConversationsGetHistory } from "@mistralai/mistralai/funcs/betaConversationsGetHistory";
import { betaConversationsGetMessages } from "@mistralai/mistralai/funcs/betaConversationsGetMessages";
import { betaConversationsRestart } from "@mistralai/mistralai/funcs/betaConversationsRestart";
import { betaConversationsStart } from "@mistralai/mistralai/funcs/betaConversationsStart";
import { betaConversationsStartStream } from "@mistralai/mistralai/funcs/betaConversationsStartStream";
import { text, toolCall } from "../../mistral/brain";
import { assertAllKnown, at, send, serverForEachTest } from "./support";

const MODEL = "mistral-medium-latest";
const path = "/v1/conversations";
const careful = { type: "web_search" as const, toolConfiguration: { requiresConfirmation: ["web_search"] } };

type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: unknown };

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw result.error;
  assertAllKnown(result.value);
  return result.value;
}

describe("the local server's conversations", () => {
  const fixture = serverForEachTest();

  it("are stored if nothing is said, go on, and start again from an entry", async () => {
    const { core, brain } = fixture();
    brain.nextChat("Hello to you.").nextChat("You said Hello.").nextChat("Again.");
    const first = valueOf(
      await betaConversationsStart(core, { model: MODEL, inputs: "Hello", instructions: "Be kind" }),
    );
    assert.equal(at(first.outputs[0], "content"), "Hello to you.");
    const { conversationId } = first;
    const conversationAppendRequest = { inputs: "What did I say?" };
    valueOf(await betaConversationsAppend(core, { conversationId, conversationAppendRequest }));
    const history = valueOf(await betaConversationsGetHistory(core, { conversationId }));
    assert.deepEqual(
      history.entries.map((entry) => [at(entry, "type"), at(entry, "content")]),
      [
        ["message.input", "Hello"],
        ["message.output", "Hello to you."],
        ["message.input", "What did I say?"],
        ["message.output", "You said Hello."],
      ],
    );
    const fromEntryId = String(at(history.entries[1], "id"));
    const conversationRestartRequest = { fromEntryId, inputs: "Else?" };
    const other = valueOf(await betaConversationsRestart(core, { conversationId, conversationRestartRequest }));
    assert.notEqual(other.conversationId, conversationId);
    const said = valueOf(await betaConversationsGetMessages(core, { conversationId: other.conversationId }));
    assert.deepEqual(
      said.messages.map((message) => at(message, "content")),
      ["Hello", "Hello to you.", "Else?", "Again."],
    );
    const described = valueOf(await betaConversationsGet(core, { conversationId }));
    assert.equal(at(described, "instructions"), "Be kind");
  });

  it("are forgotten where they are not to be stored", async () => {
    const { core, brain, server } = fixture();
    brain.nextChat("Hello to you.");
    const { conversationId } = valueOf(await betaConversationsStart(core, { model: MODEL, inputs: "x", store: false }));
    assert.equal((await send(server, `${path}/${conversationId}`)).status, 404);
    assert.equal((await send(server, `${path}/${conversationId}`, { body: { inputs: "y" } })).status, 404);
  });

  it("are deleted for good", async () => {
    const { core, brain, server } = fixture();
    brain.nextChat("Hello to you.");
    const { conversationId } = valueOf(await betaConversationsStart(core, { model: MODEL, inputs: "x" }));
    assert.equal(at(JSON.parse((await send(server, path)).body), 0, "id"), conversationId);
    assert.equal((await send(server, `${path}/${conversationId}`, { method: "DELETE" })).status, 204);
    assert.equal((await send(server, path)).body, "[]");
  });

  it("stream named events, text first and the usage last", async () => {
    const { core, brain, server } = fixture();
    brain.nextChat([toolCall("web_search", { query: "x" })]).nextChat("It is so.");
    const tools = [{ type: "web_search" as const }];
    const result = await betaConversationsStartStream(core, { model: MODEL, inputs: "Is it so?", tools });
    if (!result.ok) throw result.error;
    const events: string[] = [];
    let said = "";
    for await (const { event, data } of result.value) {
      assertAllKnown(data);
      assert.equal(event, data.type);
      events.push(event);
      if (data.type === "message.output.delta") said += typeof data.content === "string" ? data.content : "";
      if (data.type === "conversation.response.done") assert.ok(data.usage.totalTokens > 0);
    }
    assert.equal(said, "It is so.");
    assert.deepEqual(
      events.filter((event, index) => event !== events[index - 1]),
      [
        "conversation.response.started",
        "tool.execution.started",
        "tool.execution.delta",
        "tool.execution.done",
        "message.output.delta",
        "conversation.response.done",
      ],
    );
    brain.clear();
    const failed = await send(server, path, { body: { model: MODEL, inputs: "x", stream: true } });
    assert.match(failed.body, /event: conversation\.response\.error\ndata: \{.*no script/);
  });

  it("ask for functions' results", async () => {
    const { core, brain, server } = fixture();
    brain.nextChat([toolCall("read_file", { path: "a" }, "Abc123XyZ")]).nextChat("It is empty.");
    const tools = [{ type: "function" as const, function: { name: "read_file", parameters: {} } }];
    const { conversationId, outputs } = valueOf(
      await betaConversationsStart(core, { model: MODEL, inputs: "x", tools }),
    );
    assert.deepEqual([at(outputs[0], "type"), at(outputs[0], "toolCallId")], ["function.call", "Abc123XyZ"]);
    const inputs = [{ type: "function.result", tool_call_id: "Abc123XyZ", result: "" }];
    const answer = await send(server, `${path}/${conversationId}`, { body: { inputs } });
    assert.equal(at(JSON.parse(answer.body), "outputs", 0, "content"), "It is empty.");
  });

  for (const confirmation of ["allow", "deny"] as const) {
    it(`let a person ${confirmation} a tool that requires confirmation`, async () => {
      const { core, brain, server } = fixture();
      brain.nextChat([text("I look."), toolCall("web_search", { query: "x" }, "Abc123XyZ")]);
      const asked = valueOf(await betaConversationsStart(core, { model: MODEL, inputs: "x", tools: [careful] }));
      const { conversationId } = asked;
      assert.equal(at(asked.outputs[1], "confirmationStatus"), "pending");
      const early = await send(server, `${path}/${conversationId}`, { body: { inputs: "And?" } });
      assert.deepEqual([early.status, /waiting for a confirmation/.test(early.body)], [400, true]);
      brain.nextChat(({ messages }) => (JSON.stringify(messages).includes("denied") ? "Then not." : "Found."));
      const toolConfirmations = [{ toolCallId: "Abc123XyZ", confirmation }];
      const conversationAppendRequest = { toolConfirmations };
      const { outputs } = valueOf(await betaConversationsAppend(core, { conversationId, conversationAppendRequest }));
      assert.deepEqual(
        outputs.map((output) => [at(output, "type"), at(output, "content")]),
        confirmation === "allow"
          ? [
              ["tool.execution", undefined],
              ["message.output", "Found."],
            ]
          : [["message.output", "Then not."]],
      );
      const again = { tool_confirmations: [{ tool_call_id: "Abc123XyZ", confirmation }] };
      assert.match((await send(server, `${path}/${conversationId}`, { body: again })).body, /No pending tool call/);
    });
  }

  const good = { model: MODEL, inputs: "Hello" };
  for (const [what, body, status] of [
    ["unknown fields", { ...good, messages: [] }, 422],
    ["an unknown entry", { ...good, inputs: [{ type: "note", text: "x" }] }, 422],
    ["an entry's unknown field", { ...good, inputs: [{ role: "user", content: "x", name: "me" }] }, 422],
    ["missing inputs", { model: MODEL }, 422],
    ["a high temperature", { ...good, completion_args: { temperature: 2 } }, 422],
    ["neither model nor agent", { inputs: "Hello" }, 400],
    ["an unknown model", { ...good, model: "nope" }, 400],
    ["an unknown agent", { inputs: "Hello", agent_id: "ag_1" }, 404],
  ] as const) {
    it(`refuse ${what}`, async () => {
      const { server, brain } = fixture();
      assert.equal((await send(server, path, { body })).status, status);
      brain.nextChat("ok");
      assert.equal((await send(server, path, { body: good })).status, 200);
    });
  }

  it("refuse in both of the API's forms, without a key, and beyond their model's limit", async () => {
    const { server, brain } = fixture();
    brain.onChat(/./, "ok");
    server.nextMood({ unprocessableBody: "wrapped" });
    assert.match((await send(server, path, { body: {} })).body, /^\{"object":"error","message":\{"detail"/);
    assert.match((await send(server, path, { body: {} })).body, /^\{"detail"/);
    assert.equal((await send(server, path, { body: good, key: null })).status, 401);
    server.limit({ scope: "model", requestsPerMinute: 1, now: () => 0 });
    assert.equal((await send(server, path, { body: good })).status, 200);
    assert.equal((await send(server, path, { body: good })).status, 429);
  });
});
