import { json } from "../refusals";
import { names, type ServerDialect } from "./dialect";
import { isPlainContent } from "./template";

const refusal = (status: number, message: string, type: string) =>
  json(status, { error: { message, type, param: null, code: null } });

const isObject = (text: unknown): boolean => {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** Its templates are its own and take roles in any order; calls come whole, and older versions give all the same index. */
export const ollama: ServerDialect = {
  unknownEndpoint: () => ({ status: 404, body: "404 page not found", contentType: "text/plain" }),
  models: (catalogue) => ({
    object: "list",
    data: catalogue.listed.map(({ id }) => ({ id, object: "model", created: 1_785_542_400, owned_by: "library" })),
  }),
  refuse: (request, catalogue) => {
    if (!names(catalogue).includes(request.model)) {
      return refusal(404, `model "${request.model}" not found, try pulling it first`, "api_error");
    }
    if (!request.messages.every(isPlainContent)) {
      return refusal(400, "invalid message format", "invalid_request_error");
    }
    const calls = request.messages.flatMap((message) => ("tool_calls" in message ? (message.tool_calls ?? []) : []));
    return calls.every((call) => isObject(call.function.arguments))
      ? undefined
      : refusal(400, "invalid tool call arguments", "invalid_request_error");
  },
  head: (model) => ({
    ...{ id: "chatcmpl-123", object: "chat.completion.chunk", created: 1_785_542_400, model },
    system_fingerprint: "fp_ollama",
  }),
  choice: {},
  first: undefined,
  text: (content) => ({ role: "assistant", content }),
  thinking: (reasoning) => ({ role: "assistant", content: "", reasoning }),
  toolCall: ({ id, name, arguments: args }) => [
    {
      ...{ role: "assistant", content: "" },
      tool_calls: [{ id: `call_${id}`, index: 0, type: "function", function: { name, arguments: args } }],
    },
  ],
  last: { role: "assistant", content: "" },
};
