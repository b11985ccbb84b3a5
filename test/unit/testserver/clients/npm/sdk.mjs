import { Mistral } from "@mistralai/mistralai";

/** The official SDK, the whole class. */
export function sdk(serverURL, apiKey) {
  const client = new Mistral({ serverURL, apiKey });
  const textOf = (answer) => answer.choices[0].message.content;
  const chat = (model, messages, rest = {}) => client.chat.complete({ model, messages, ...rest });
  return {
    chat: async (model, messages) => textOf(await chat(model, messages)),
    chatStreamed: async (model, messages) => joined(await client.chat.stream({ model, messages })),
    chatJson: async (model, messages, name, schemaDefinition) => {
      const jsonSchema = { name, schemaDefinition };
      return JSON.parse(textOf(await chat(model, messages, { responseFormat: { type: "json_schema", jsonSchema } })));
    },
    toolCalls: async (model, messages, tools) => {
      const answer = await chat(model, messages, { tools, toolChoice: "any" });
      return answer.choices[0].message.toolCalls.map(({ id, function: called }) => [
        id,
        called.name,
        JSON.parse(called.arguments),
      ]);
    },
    toolCallsStreamed: async (model, messages, tools) => {
      const calls = [];
      for await (const { data } of await client.chat.stream({ model, messages, tools })) {
        for (const call of data.choices[0].delta.toolCalls ?? []) {
          calls.push([call.id, call.function.name, JSON.parse(call.function.arguments)]);
        }
      }
      return calls;
    },
    toolResult: async (model, question, [id, name, args], result) => {
      const toolCalls = [{ id, function: { name, arguments: JSON.stringify(args) } }];
      const said = { role: "assistant", content: "", toolCalls };
      const messages = [{ role: "user", content: question }, said];
      return textOf(await chat(model, [...messages, { role: "tool", name, toolCallId: id, content: result }]));
    },
    fim: async (model, prompt, suffix) => textOf(await client.fim.complete({ model, prompt, suffix })),
    fimStreamed: async (model, prompt, suffix) => joined(await client.fim.stream({ model, prompt, suffix })),
    models: async () => (await client.models.list()).data.map(({ id }) => id),
    model: async (modelId) => (await client.models.retrieve({ modelId })).id,
    embed: async (model, inputs) =>
      (await client.embeddings.create({ model, inputs })).data.map(({ embedding }) => embedding),
    moderate: async (model, inputs) => (await client.classifiers.moderate({ model, inputs })).results.map(flagged),
    moderateChat: async (model, inputs) =>
      (await client.classifiers.moderateChat({ model, inputs })).results.map(flagged),
    ocr: async (model, documentUrl, pages) => {
      const answer = await client.ocr.process({ model, document: { type: "document_url", documentUrl }, pages });
      return answer.pages.map(({ markdown }) => markdown);
    },
    converse: async (model, inputs, more) => {
      const { conversations } = client.beta;
      const { conversationId, outputs } = await conversations.start({ model, inputs });
      const conversationAppendStreamRequest = { inputs: more };
      let text = "";
      for await (const { data } of await conversations.appendStream({
        conversationId,
        conversationAppendStreamRequest,
      })) {
        if (data.type === "message.output.delta") text += typeof data.content === "string" ? data.content : "";
      }
      const { entries } = await conversations.getHistory({ conversationId });
      return [outputs[0].content, text, entries.length];
    },
    errorOf: (problem) => [problem.constructor.name, problem.statusCode],
  };
}

async function joined(stream) {
  let text = "";
  for await (const { data } of stream) text += data.choices[0].delta.content;
  return text;
}

const flagged = ({ categories }) => Object.keys(categories).filter((name) => categories[name]);
