import { apiError } from "../../refusals";
import type { AssistantMessage } from "../../requests";
import type { ChatRule } from "../chatRule";

const isEmpty = (message: AssistantMessage): boolean =>
  (message.content ?? "").length === 0 && (message.tool_calls ?? []).length === 0 && message.prefix !== true;

/** An assistant message has content or tool calls. */
export const assistantSaysSomething: ChatRule = (request) => {
  const empty = request.messages.some((message) => message.role === "assistant" && isEmpty(message));
  if (!empty) return undefined;
  const message = "Assistant message must have either content or tool_calls, but not none.";
  return apiError(400, message, "invalid_assistant_message", "3240");
};
