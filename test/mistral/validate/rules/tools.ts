import { badRequest, wrongFunctionCall } from "../../refusals";
import { offeredTools } from "../../requests";
import type { ChatRule } from "../chatRule";
import { can } from "../model";

const callId = /^[A-Za-z0-9]{9}$/;
const functionName = /^[A-Za-z0-9_-]{1,64}$/;

/** Tools where the model can call them; names and call ids as the API wants them. */
export const toolsAreSound: ChatRule = (request, card) => {
  const calls = request.messages.flatMap((message) => (message.role === "assistant" ? (message.tool_calls ?? []) : []));
  const results = request.messages.flatMap((message) => (message.role === "tool" ? [message.tool_call_id ?? ""] : []));
  const ids = [...calls.map((call) => call.id ?? "null"), ...results.filter((id) => id !== "")];
  const wrongId = ids.find((id) => !callId.test(id));
  if (wrongId !== undefined) {
    return wrongFunctionCall(`Tool call id was ${wrongId} but must be a-z, A-Z, 0-9, with a length of 9.`);
  }
  const names = [...offeredTools(request).keys(), ...calls.map((call) => call.function.name)];
  const wrongName = names.find((name) => !functionName.test(name));
  if (wrongName !== undefined) {
    const rule = "must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64.";
    return wrongFunctionCall(`Function name was ${wrongName} but ${rule}`);
  }
  const offers = (request.tools ?? []).length > 0;
  if (offers && !can(card, "function_calling")) {
    return badRequest(`Function calling is not enabled for model ${request.model}`);
  }
  return undefined;
};
