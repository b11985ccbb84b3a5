import { chatStream } from "@mistralai/mistralai/funcs/chatStream";
import type { ChatCompletionStreamRequest } from "@mistralai/mistralai/models/components/chatcompletionstreamrequest";
import type { ContentChunk } from "@mistralai/mistralai/models/components/contentchunk";
import type { MistralClient, Purpose } from "./client";
import type { ApiProblem } from "./errors";
import type { Message, ToolCall, ToolDefinition } from "./messages";
import { acceptable } from "./order";
import { endOf, type Patience, readStream } from "./stream";
import { ToolCallCollector } from "./toolCalls";
import { NO_USAGE, type Usage, usageOf } from "./usage";

export interface ChatRequest {
  readonly purpose: Extract<Purpose, "chat" | "refactoring">;
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools?: readonly ToolDefinition[];
  /** Closes the answer's form. `schema` is a JSON schema. */
  readonly answerSchema?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
}

export type ChatStreamEvent =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "thinking"; readonly text: string }
  | {
      readonly kind: "end";
      /** `length`: the answer was cut at the model's limit. */
      readonly reason: "stop" | "length";
      readonly toolCalls: readonly ToolCall[];
      readonly usage: Usage;
    }
  | { readonly kind: "problem"; readonly problem: ApiProblem };

/** A long prompt may take a large model most of a minute to read. */
const PATIENCE: Patience = { toFirstEvent: 90_000, betweenEvents: 60_000, afterFinish: 1_000 };

/** Asks the chat model. The history is put in order first. Ends without an `end` when cancelled or left early. */
export async function* streamChat(
  client: MistralClient,
  request: ChatRequest,
  signal: AbortSignal,
  patience = PATIENCE,
): AsyncGenerator<ChatStreamEvent, void> {
  const messages = acceptable(request.messages);
  const chunks = readStream(
    client,
    {
      purpose: request.purpose,
      model: request.model,
      patience,
      open: (core, options) => chatStream(core, bodyOf(request, messages), options),
    },
    signal,
  );
  const calls = new ToolCallCollector(String(messages.length));
  let reason: string | null = null;
  let usage = NO_USAGE;
  try {
    for (let next = await chunks.next(); ; next = await chunks.next()) {
      if (next.done) {
        if (next.value !== undefined) {
          yield { kind: "problem", problem: next.value };
        } else if (reason !== null) {
          yield { kind: "end", reason: endOf(reason), toolCalls: calls.finished(), usage };
        }
        return;
      }
      const choice = next.value.choices[0];
      if (next.value.usage !== undefined) {
        usage = usageOf(next.value.usage);
      }
      calls.add(choice?.delta.toolCalls ?? []);
      yield* contentEvents(choice?.delta.content ?? "");
      reason = choice?.finishReason ?? reason;
    }
  } finally {
    await chunks.return(undefined);
  }
}

function bodyOf(request: ChatRequest, messages: readonly Message[]): ChatCompletionStreamRequest {
  const { tools, answerSchema } = request;
  return {
    model: request.model,
    messages: messages.map(sdkMessage),
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
  };
}

function sdkMessage(message: Message): ChatCompletionStreamRequest["messages"][number] {
  const content = message.content.toWellFormed();
  switch (message.role) {
    case "system":
    case "user":
      return { role: message.role, content };
    case "tool":
      return { role: "tool", toolCallId: message.toolCallId, name: message.name, content };
    case "assistant":
      return {
        role: "assistant",
        content: message.thinking
          ? [
              { type: "thinking", thinking: [{ type: "text", text: message.thinking.toWellFormed() }], closed: true },
              ...(content === "" ? [] : [{ type: "text" as const, text: content }]),
            ]
          : content,
        ...(message.toolCalls
          ? {
              toolCalls: message.toolCalls.map((call) => ({
                id: call.id,
                function: { name: call.name, arguments: call.arguments.toWellFormed() },
              })),
            }
          : {}),
      };
  }
}

/** A delta is a string, or chunks of which text and thinking concern us; its form may change within one stream. */
function* contentEvents(content: string | readonly ContentChunk[]): Generator<ChatStreamEvent> {
  if (typeof content === "string") {
    if (content !== "") {
      yield { kind: "text", text: content };
    }
    return;
  }
  for (const chunk of content) {
    if (chunk.type === "text" && chunk.text !== "") {
      yield { kind: "text", text: chunk.text };
    } else if (chunk.type === "thinking") {
      const text = chunk.thinking.map((part) => ("text" in part ? part.text : "")).join("");
      if (text !== "") {
        yield { kind: "thinking", text };
      }
    }
  }
}
