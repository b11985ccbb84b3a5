import { AIMessage, ToolMessage } from "@langchain/core/messages";
import { ChatMistralAI, MistralAI, MistralAIEmbeddings } from "@langchain/mistralai";

/** LangChain's models for Mistral. */
export function langchain(serverURL, apiKey) {
  const common = { serverURL, apiKey, maxRetries: 0 };
  const chat = (model) => new ChatMistralAI({ ...common, model });
  return {
    chat: async (model, messages) => (await chat(model).invoke(messages)).content,
    chatStreamed: async (model, messages) => (await joined(await chat(model).stream(messages))).content,
    chatJson: (model, messages, name, schema) =>
      chat(model).withStructuredOutput(schema, { name, method: "jsonMode" }).invoke(messages),
    toolCalls: async (model, messages, tools) =>
      callsOf(await chat(model).bindTools(tools, { tool_choice: "any" }).invoke(messages)),
    toolCallsStreamed: async (model, messages, tools) =>
      callsOf(await joined(await chat(model).bindTools(tools).stream(messages))),
    toolResult: async (model, question, [id, name, args], content) => {
      const said = new AIMessage({ content: "", tool_calls: [{ id, name, args }] });
      const result = new ToolMessage({ content, tool_call_id: id, name });
      return (await chat(model).invoke([{ role: "user", content: question }, said, result])).content;
    },
    fim: (model, prompt, suffix) => new MistralAI({ ...common, model }).invoke(prompt, { suffix }),
    fimStreamed: async (model, prompt, suffix) => {
      let text = "";
      for await (const piece of await new MistralAI({ ...common, model }).stream(prompt, { suffix })) text += piece;
      return text;
    },
    embed: (model, inputs) => new MistralAIEmbeddings({ ...common, model }).embedDocuments(inputs),
    errorOf: (problem) => [problem.constructor.name, problem.statusCode],
  };
}

async function joined(stream) {
  let whole;
  for await (const chunk of stream) whole = whole === undefined ? chunk : whole.concat(chunk);
  return whole;
}

const callsOf = ({ tool_calls: calls }) => calls.map(({ id, name, args }) => [id, name, args]);
