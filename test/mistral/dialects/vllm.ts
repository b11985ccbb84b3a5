import { json } from "../refusals";
import { inPieces, names, type ServerDialect } from "./dialect";
import { isPlainContent, templateError } from "./template";

const refusal = (status: number, message: string, type: string, param: string | null = null) =>
  json(status, { error: { message, type, param, code: status } });

/** With `--tokenizer-mode mistral`, as Mistral's model cards say; the tokenizer takes no field that it does not know. */
export const vllm: ServerDialect = {
  unknownEndpoint: () => json(404, { detail: "Not Found" }),
  models: (catalogue) => ({
    object: "list",
    data: catalogue.listed.map(({ id }) => ({
      ...{ id, object: "model", created: 1_785_542_400, owned_by: "vllm", root: id, parent: null },
      ...{ max_model_len: 131_072, permission: [{ id: "modelperm-0", object: "model_permission" }] },
    })),
  }),
  refuse: (request, catalogue) => {
    if (!names(catalogue).includes(request.model)) {
      return refusal(404, `The model \`${request.model}\` does not exist.`, "NotFoundError", "model");
    }
    const calls = request.messages.flatMap((message) => ("tool_calls" in message ? (message.tool_calls ?? []) : []));
    if (calls.some((call) => "index" in call)) {
      return refusal(
        400,
        "1 validation error for ToolCall\nindex\n  Extra inputs are not permitted",
        "BadRequestError",
      );
    }
    if (!request.messages.every(isPlainContent)) {
      return refusal(400, "1 validation error for AssistantMessage\ncontent.list.0", "BadRequestError");
    }
    const wrong = templateError(request);
    return wrong === undefined ? undefined : refusal(400, wrong, "BadRequestError");
  },
  head: (model) => ({ id: "chatcmpl-0a1b2c3d", object: "chat.completion.chunk", created: 1_785_542_400, model }),
  choice: { logprobs: null, token_ids: null },
  first: { role: "assistant", content: "" },
  text: (content) => ({ content }),
  thinking: (text) => ({ reasoning: text, reasoning_content: text }),
  toolCall: (call) => inPieces(call),
  last: { content: "" },
};
