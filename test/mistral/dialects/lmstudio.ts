import { json } from "../refusals";
import { inPieces, type ServerDialect } from "./dialect";
import { isPlainContent, templateError } from "./template";

const refusal = (message: string) => json(400, { error: message });

/** It answers 200 where it does not know the address, and knows no `json_object`. */
export const lmstudio: ServerDialect = {
  unknownEndpoint: (method, path) => json(200, { error: `Unexpected endpoint or method. (${method} ${path})` }),
  models: (catalogue) => ({
    data: catalogue.listed.map(({ id }) => ({ id, object: "model", owned_by: "organization_owner" })),
    object: "list",
  }),
  refuse: (request) => {
    if (request.response_format?.type === "json_object") {
      return refusal("'response_format.type' must be 'json_schema' or 'text'");
    }
    if (!request.messages.every(isPlainContent)) {
      return refusal("Invalid 'content': 'content' field must be a string or an array of objects.");
    }
    const wrong = templateError(request);
    return wrong === undefined ? undefined : refusal(`Error rendering prompt with jinja template: "${wrong}"`);
  },
  head: (model) => ({
    ...{ id: "chatcmpl-2szcob25054lamiru7d02m", object: "chat.completion.chunk", created: 1_785_542_400, model },
    system_fingerprint: model,
  }),
  choice: { logprobs: null },
  first: undefined,
  text: (content) => ({ role: "assistant", content }),
  thinking: (reasoning_content) => ({ role: "assistant", reasoning_content }),
  toolCall: (call) => inPieces(call, { arguments: "" }),
  last: {},
};
