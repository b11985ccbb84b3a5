import type { ChatCompletionStreamRequest } from "@mistralai/mistralai/models/components/chatcompletionstreamrequest";
import type { ChatRequest } from "./chatRequest";
import type { Message } from "./messages";
import { takesPrediction } from "./models/prediction";
import type { Redactor } from "./privacy/redactor";

/** A chat request as the SDK wants it, without the secrets that stand in it. `messages` are in an order that the API accepts. */
export function bodyOf(
  request: ChatRequest,
  messages: readonly Message[],
  redactor: Redactor,
): ChatCompletionStreamRequest {
  const { tools, answerSchema, prediction, reasoningEffort, abilities } = request;
  return {
    model: request.model,
    messages: messages.map((message) => sdkMessage(message, redactor)),
    ...(tools && tools.length > 0
      ? {
          tools: tools.map((tool) => ({
            type: "function" as const,
            function: { ...tool, parameters: { ...tool.parameters } },
          })),
        }
      : {}),
    ...(answerSchema
      ? {
          responseFormat: {
            type: "json_schema" as const,
            jsonSchema: { name: answerSchema.name, schemaDefinition: { ...answerSchema.schema }, strict: true },
          },
        }
      : {}),
    ...(reasoningEffort !== undefined && abilities?.reasons === true ? { reasoningEffort } : {}),
    ...(prediction !== undefined && takesPrediction(request.model)
      ? { prediction: { type: "content" as const, content: redactor.take(prediction).toWellFormed() } }
      : {}),
  };
}

function sdkMessage(message: Message, redactor: Redactor): ChatCompletionStreamRequest["messages"][number] {
  const content = redactor.take(message.content).toWellFormed();
  switch (message.role) {
    case "system":
      return { role: "system", content };
    case "user": {
      const images = (message.images ?? []).map((url) => ({ type: "image_url" as const, imageUrl: { url } }));
      const text = content === "" ? [] : [{ type: "text" as const, text: content }];
      return { role: "user", content: images.length > 0 ? [...text, ...images] : content };
    }
    case "tool":
      return { role: "tool", toolCallId: message.toolCallId, name: message.name, content };
    case "assistant":
      return {
        role: "assistant",
        content: message.thinking
          ? [
              {
                type: "thinking",
                thinking: [{ type: "text", text: redactor.take(message.thinking).toWellFormed() }],
                closed: true,
              },
              ...(content === "" ? [] : [{ type: "text" as const, text: content }]),
            ]
          : content,
        ...(message.toolCalls
          ? {
              toolCalls: message.toolCalls.map((call) => ({
                id: call.id,
                function: { name: call.name, arguments: redactor.take(call.arguments).toWellFormed() },
              })),
            }
          : {}),
      };
  }
}
