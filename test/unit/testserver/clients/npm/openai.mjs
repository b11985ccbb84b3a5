import OpenAI from "openai";

/** OpenAI's client, pointed at Mistral's API. */
export function openai(serverURL, apiKey) {
  const client = new OpenAI({ baseURL: `${serverURL}/v1`, apiKey, maxRetries: 0 });
  const chat = (model, messages, rest = {}) => client.chat.completions.create({ model, messages, ...rest });
  const textOf = (answer) => answer.choices[0].message.content;
  return {
    chat: async (model, messages) => textOf(await chat(model, messages)),
    chatStreamed: async (model, messages) => joined(await chat(model, messages, { stream: true })),
    chatJson: async (model, messages, name, schema) => {
      const response_format = { type: "json_schema", json_schema: { name, schema, strict: true } };
      return JSON.parse(textOf(await chat(model, messages, { response_format })));
    },
    toolCalls: async (model, messages, tools) => {
      const answer = await chat(model, messages, { tools, tool_choice: "required" });
      return answer.choices[0].message.tool_calls.map(callOf);
    },
    toolCallsStreamed: async (model, messages, tools) => {
      const calls = [];
      for await (const { choices } of await chat(model, messages, { tools, stream: true })) {
        calls.push(...(choices[0].delta.tool_calls ?? []).map(callOf));
      }
      return calls;
    },
    toolResult: async (model, question, [id, name, args], content) => {
      const call = { id, type: "function", function: { name, arguments: JSON.stringify(args) } };
      const said = { role: "assistant", content: "", tool_calls: [call] };
      const result = { role: "tool", tool_call_id: id, content };
      return textOf(await chat(model, [{ role: "user", content: question }, said, result]));
    },
    models: async () => (await client.models.list()).data.map(({ id }) => id),
    model: async (id) => (await client.models.retrieve(id)).id,
    /** It asks for base64 by itself and unpacks that. */
    embed: async (model, input) =>
      (await client.embeddings.create({ model, input })).data.map(({ embedding }) => Array.from(embedding)),
    moderate: async (model, input) =>
      (await client.moderations.create({ model, input })).results.map(({ categories }) =>
        Object.keys(categories).filter((name) => categories[name]),
      ),
    /** Fields that other servers of this form know, and Mistral's API does not. */
    withField: (model, messages, field, value) =>
      chat(model, messages, { [field]: value, stream: field === "stream_options" }),
    errorOf: (problem) => [problem.constructor.name, problem.status],
  };
}

async function joined(stream) {
  let text = "";
  for await (const { choices } of stream) text += choices[0]?.delta.content ?? "";
  return text;
}

const callOf = ({ id, function: called }) => [id, called.name, JSON.parse(called.arguments)];
