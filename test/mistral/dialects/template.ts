import type { ChatMessage, ChatRequest } from "../requests";

const isCall = (message: ChatMessage): boolean =>
  message.role === "assistant" && message.tool_calls !== null && (message.tool_calls ?? []).length > 0;

/**
 * What the chat template of Devstral 2 (`chat_template.jinja` of the open weights) raises, as vLLM, llama.cpp and LM Studio
 * run it: questions and answers take turns, calls and results not counted, after at most one system message.
 */
export function templateError({ messages }: ChatRequest): string | undefined {
  const rest = messages[0]?.role === "system" ? messages.slice(1) : messages;
  if (rest.some((message) => message.role === "system")) {
    return "Only user, assistant and tool roles are supported, got system.";
  }
  const turns = rest.filter((message) => message.role === "user" || (message.role === "assistant" && !isCall(message)));
  return turns.every((message, at) => (message.role === "user") === (at % 2 === 0))
    ? undefined
    : "After the optional system message, conversation roles must alternate user and assistant roles except for tool calls and results.";
}

/** Whether a message's content is text, or chunks of text and images. */
export function isPlainContent({ content }: ChatMessage): boolean {
  return (
    typeof content === "string" ||
    (Array.isArray(content) && content.every((chunk) => chunk.type === "text" || chunk.type === "image_url"))
  );
}
