import { json } from "../refusals";
import { inPieces, type ServerDialect } from "./dialect";
import { isPlainContent, templateError } from "./template";

const refusal = (code: number, message: string, type: string) => json(code, { error: { code, message, type } });

/** `llama-server`; it has one model and answers with it whatever a request names. */
export const llamacpp: ServerDialect = {
  unknownEndpoint: () => refusal(404, "File Not Found", "not_found_error"),
  models: (catalogue) => ({
    models: catalogue.listed.map(({ id }) => ({ name: id, model: id, type: "model", capabilities: ["completion"] })),
    object: "list",
    data: catalogue.listed.map(({ id }) => ({
      ...{ id, object: "model", created: 1_785_542_400, owned_by: "llamacpp" },
      meta: { vocab_type: 2, n_vocab: 131_072, n_ctx_train: 393_216, n_embd: 5_120, n_params: 23_572_403_200 },
    })),
  }),
  refuse: (request) => {
    if (!request.messages.every(isPlainContent)) {
      return refusal(400, "unsupported content[].type", "invalid_request_error");
    }
    const wrong = templateError(request);
    return wrong === undefined ? undefined : refusal(500, `Error: Jinja Exception: ${wrong}`, "server_error");
  },
  head: (model) => ({
    ...{ created: 1_785_542_400, id: "chatcmpl-Vq3", model, system_fingerprint: "b7950-449ec2ab0" },
    object: "chat.completion.chunk",
  }),
  choice: {},
  first: { role: "assistant", content: null },
  text: (content) => ({ content }),
  thinking: (reasoning_content) => ({ reasoning_content }),
  toolCall: (call) => inPieces(call, { arguments: "" }),
  last: {},
};
