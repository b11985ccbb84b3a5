import assert from "node:assert/strict";
import * as z from "zod";
import { askStructured } from "../../../src/mistral/structured";
import { takesPrediction } from "../../../src/mistral/models/prediction";
import type { ChatRequest } from "../../mistral/requests";
import { never } from "./support/asks";
import { mistralForEachTest } from "./support/fixture";

const schema = z.object({ text: z.string() });

describe("a prediction of the answer", () => {
  const fixture = mistralForEachTest();
  const predictionTo = async (model: string, prediction: string) => {
    const { client, brain, server } = fixture();
    brain.nextChat(JSON.stringify({ text: "new" }));
    const messages = [{ role: "user" as const, content: "Shorter." }];
    const answer = await askStructured(
      client,
      { purpose: "refactoring", model, messages, name: "text", schema, prediction },
      never(),
    );
    assert.equal(answer.kind, "value");
    return (server.requests.at(-1)?.body as ChatRequest | undefined)?.prediction;
  };

  it("goes along to a model that takes it", async () => {
    assert.deepEqual(await predictionTo("codestral-latest", "old text"), { type: "content", content: "old text" });
  });

  it("does not go to a model that would refuse it", async () => {
    assert.equal(await predictionTo("mistral-medium-latest", "old text"), undefined);
  });

  it("holds no secret", async () => {
    const sent = await predictionTo("codestral-latest", 'const password = "correct-Horse-7-battery";');
    assert.ok(sent?.content);
    assert.doesNotMatch(sent.content, /correct-Horse/);
  });

  it("is for Codestral's chats, under each of their names, and for no other of its models", () => {
    const takes = ["codestral-latest", "codestral-2508", "mistral-large-2411"];
    const refuses = [
      "codestral-embed",
      "codestral-embed-2505",
      "codestral-mamba-2407",
      "devstral-latest",
      "x/codestral-latest",
    ];
    assert.deepEqual([...takes, ...refuses].filter(takesPrediction), takes);
  });
});
