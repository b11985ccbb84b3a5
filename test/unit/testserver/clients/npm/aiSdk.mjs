import { createMistral } from "@ai-sdk/mistral";
import { embedMany, generateText, jsonSchema, Output, streamText, tool } from "ai";

/** `ai` with its provider for Mistral. */
export function aiSdk(serverURL, apiKey) {
  const mistral = createMistral({ baseURL: `${serverURL}/v1`, apiKey });
  const asked = (model, messages, rest = {}) => ({ model: mistral(model), messages, maxRetries: 0, ...rest });
  return {
    chat: async (model, messages) => (await generateText(asked(model, messages))).text,
    chatStreamed: async (model, messages) => joined((throwing) => streamText(asked(model, messages, throwing))),
    chatJson: async (model, messages, name, schema) => {
      const output = Output.object({ name, schema: jsonSchema(schema) });
      return (await generateText(asked(model, messages, { output }))).output;
    },
    toolCalls: async (model, messages, tools) => {
      const answer = await generateText(asked(model, messages, { tools: toolsOf(tools), toolChoice: "required" }));
      return callsOf(answer.toolCalls);
    },
    toolCallsStreamed: async (model, messages, tools) =>
      callsOf(await streamText(asked(model, messages, { tools: toolsOf(tools) })).toolCalls),
    toolResult: async (model, question, [toolCallId, toolName, input], result) => {
      const call = { type: "tool-call", toolCallId, toolName, input };
      const output = { type: "text", value: result };
      const messages = [
        { role: "user", content: question },
        { role: "assistant", content: [call] },
        { role: "tool", content: [{ type: "tool-result", toolCallId, toolName, output }] },
      ];
      return (await generateText(asked(model, messages))).text;
    },
    embed: async (model, values) =>
      (await embedMany({ model: mistral.embeddingModel(model), values, maxRetries: 0 })).embeddings,
    errorOf: (problem) => [problem.name, problem.statusCode],
  };
}

/** A stream's errors go to a listener, not to who reads the text. */
async function joined(start) {
  let problem;
  const { textStream } = start({ onError: ({ error }) => (problem = error) });
  let text = "";
  for await (const delta of textStream) text += delta;
  if (problem !== undefined) throw problem;
  return text;
}

const toolsOf = (tools) =>
  Object.fromEntries(
    tools.map(({ function: { name, description, parameters } }) => [
      name,
      tool({ description, inputSchema: jsonSchema(parameters) }),
    ]),
  );

const callsOf = (calls) => calls.map(({ toolCallId, toolName, input }) => [toolCallId, toolName, input]);
