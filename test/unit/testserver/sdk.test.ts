import assert from "node:assert/strict";
import { chatComplete } from "@mistralai/mistralai/funcs/chatComplete";
import { chatStream } from "@mistralai/mistralai/funcs/chatStream";
import { fimComplete } from "@mistralai/mistralai/funcs/fimComplete";
import { fimStream } from "@mistralai/mistralai/funcs/fimStream";
import { modelsList } from "@mistralai/mistralai/funcs/modelsList";
import {
  ChatCompletionResponse$inboundSchema,
  CompletionChunk$inboundSchema,
  FIMCompletionResponse$inboundSchema,
  ModelList$inboundSchema,
} from "@mistralai/mistralai/models/components";
import { HTTPValidationError, MistralError } from "@mistralai/mistralai/models/errors";
import { type ChatPiece, finish, text, thinking, toolCall } from "../../mistral/brain";
import { bareCatalogue, publicCatalogue } from "../../mistral/models";
import type { Mood } from "../../mistral/mood";
import { type RefusalName, refusals } from "../../mistral/refusals";
import { assertAllKnown, at, chatBody, chatPath, chunksOf, fimBody, fimPath, send, serverForEachTest } from "./support";

const messages = [{ role: "user" as const, content: "Hello" }];
const answers: Readonly<Record<string, readonly ChatPiece[]>> = {
  "an empty answer": [],
  "text with surrogate pairs": [text("const smile = '😀😀😀';\n")],
  "thinking, then text": [thinking("Let me see what this is."), text("It is a greeting.")],
  "a tool call": [toolCall("read_file", { path: "src/a.ts" })],
  "text and two tool calls": [
    text("I look."),
    toolCall("read_file", { path: "a" }),
    toolCall("read_file", { path: "b" }),
  ],
  "thinking and a tool call": [thinking("I must look."), toolCall("read_file", { path: "a" })],
  "an answer that was too long": [text("and so on"), finish("length")],
  "an answer that failed": [text("and so"), finish("error")],
  "an answer longer than the model": [text("and so on"), finish("model_length")],
};

const wellFormed: Readonly<Record<string, Mood>> = {
  "a good day": {},
  "no padding": { padding: false },
  "fragmented tool calls": { fragmentToolCalls: true },
  "changing shapes of thinking": { thinkingShapes: true },
  CRLF: { crlf: true },
  comments: { comments: true },
  "one byte a packet": { oneBytePerPacket: true },
  waits: { firstTokenMs: 2, betweenTokensMs: 1, jitter: { seed: 3, ratio: 0.5 }, slowCloseAfterDoneMs: 2 },
  "a deprecation header": { deprecationHeader: "2026-07-31T00:00:00Z" },
  "an unterminated [DONE]": { unterminatedLastEvent: "done" },
  "an error as the finish reason": { inStreamError: { after: 1, form: "finish" } },
};

describe("the official SDK accepts what the local server says", () => {
  const fixture = serverForEachTest();

  for (const [moodName, mood] of Object.entries(wellFormed)) {
    describe(`with ${moodName}`, () => {
      for (const [answerName, pieces] of Object.entries(answers)) {
        it(`chat, streamed: ${answerName}`, async () => {
          const { server, brain } = fixture();
          server.mood = mood;
          brain.nextChat(pieces);
          const answer = await send(server, chatPath, { body: chatBody({ stream: true }) });
          const chunks = chunksOf(answer.body.replaceAll(/: keep-alive\r?\n\r?\n/g, ""));
          assert.ok(chunks.length >= 2, answer.body);
          for (const chunk of chunks) assertAllKnown(CompletionChunk$inboundSchema.parse(chunk));
          assert.notEqual(at(chunks.at(-1), "choices", 0, "finish_reason"), null);
          assert.equal(typeof at(chunks.at(-1), "usage", "total_tokens"), "number");
        });

        it(`chat, whole: ${answerName}`, async () => {
          const { server, brain } = fixture();
          server.mood = mood;
          brain.nextChat(pieces);
          const answer = await send(server, chatPath, { body: chatBody() });
          assertAllKnown(ChatCompletionResponse$inboundSchema.parse(JSON.parse(answer.body)));
        });
      }

      it("FIM, streamed", async () => {
        const { server, brain } = fixture();
        server.mood = mood;
        brain.nextFim("41 + 1;");
        const answer = await send(server, fimPath, { body: fimBody({ stream: true }) });
        const chunks = chunksOf(answer.body.replaceAll(/: keep-alive\r?\n\r?\n/g, ""));
        assert.ok(chunks.length >= 2, answer.body);
        for (const chunk of chunks) assertAllKnown(CompletionChunk$inboundSchema.parse(chunk));
      });

      it("FIM, whole", async () => {
        const { server, brain } = fixture();
        server.mood = mood;
        brain.nextFim("41 + 1;");
        const answer = await send(server, fimPath, { body: fimBody() });
        assertAllKnown(FIMCompletionResponse$inboundSchema.parse(JSON.parse(answer.body)));
      });
    });
  }

  const catalogues = {
    "the public one": publicCatalogue(),
    "without retired models": publicCatalogue({ retired: "absent" }),
    "an entry for each alias": publicCatalogue({ entries: "aliases" }),
  };
  for (const [name, catalogue] of Object.entries(catalogues)) {
    it(`a list of models: ${name}`, async () => {
      const { server } = fixture();
      server.models = catalogue;
      const answer = await send(server, "/v1/models");
      const list = ModelList$inboundSchema.parse(JSON.parse(answer.body));
      assertAllKnown(list);
      assert.equal(list.data?.length, catalogue.listed.length);
    });
  }

  it("a bare list of models is one the SDK does not know, as that of compatible servers", async () => {
    const { server } = fixture();
    server.models = bareCatalogue(["devstral-small"]);
    const answer = await send(server, "/v1/models");
    assert.throws(() => assertAllKnown(ModelList$inboundSchema.parse(JSON.parse(answer.body))));
  });
});

describe("the official SDK, driven against the local server", () => {
  const fixture = serverForEachTest();

  it("fimStream gives the whole text and the usage", async () => {
    const { core, brain } = fixture();
    brain.nextFim("first();\nsecond();\n");
    const result = await fimStream(core, { model: "codestral-latest", prompt: "// two calls\n", suffix: "\n" });
    if (!result.ok) throw result.error;
    let said = "";
    let total = 0;
    for await (const event of result.value) {
      const content = event.data.choices[0]?.delta.content;
      if (typeof content === "string") said += content;
      total = event.data.usage?.totalTokens ?? total;
    }
    assert.equal(said, "first();\nsecond();\n");
    assert.ok(total > 0);
  });

  it("fimComplete gives the whole text", async () => {
    const { core, brain } = fixture();
    brain.nextFim("done();");
    const result = await fimComplete(core, { model: "codestral-2508", prompt: "x" });
    assert.equal(result.ok && result.value.choices[0]?.message?.content, "done();");
  });

  it("chatStream gives text and tool calls, whole and fragmented", async () => {
    const { core, brain, server } = fixture();
    for (const fragmentToolCalls of [false, true]) {
      server.nextMood({ fragmentToolCalls });
      brain.nextChat([toolCall("read_file", { path: "src/a.ts" }, "Abc123XyZ")]);
      const result = await chatStream(core, { model: "mistral-medium-latest", messages });
      if (!result.ok) throw result.error;
      const ids: string[] = [];
      let args = "";
      let reason: string | null | undefined;
      for await (const event of result.value) {
        for (const call of event.data.choices[0]?.delta.toolCalls ?? []) {
          ids.push(call.id ?? "");
          args += typeof call.function.arguments === "string" ? call.function.arguments : "";
        }
        reason = event.data.choices[0]?.finishReason;
      }
      assert.deepEqual(ids, fragmentToolCalls ? ["Abc123XyZ", "null", "null"] : ["Abc123XyZ"]);
      assert.equal(args, '{"path":"src/a.ts"}');
      assert.equal(reason, "tool_calls");
    }
  });

  it("chatComplete gives the message", async () => {
    const { core, brain } = fixture();
    brain.nextChat("Hello to you.");
    const result = await chatComplete(core, { model: "mistral-medium-latest", messages });
    assert.equal(result.ok && result.value.choices[0]?.message?.content, "Hello to you.");
  });

  it("modelsList names the retired Devstral's replacement", async () => {
    const result = await modelsList(fixture().core);
    if (!result.ok) throw result.error;
    const devstral = (result.value.data ?? []).find((card) => "id" in card && card.id === "devstral-2512");
    assert.equal(at(devstral, "deprecationReplacementModel"), "mistral-medium-3-5");
    assert.ok(at(devstral, "deprecation") instanceof Date);
  });

  for (const name of Object.keys(refusals) as RefusalName[]) {
    it(`turns the refusal ${name} into its own error`, async () => {
      const { core, server } = fixture();
      server.mood = { refuse: name };
      const { status, body } = refusals[name]();
      const result = await fimStream(core, { model: "codestral-latest", prompt: "x" });
      const { error } = result;
      assert.ok(error instanceof MistralError, String(error));
      assert.equal(error.statusCode, status);
      assert.equal(error.body.length, body.length);
      assert.equal(error instanceof HTTPValidationError, status === 422);
    });
  }
});
