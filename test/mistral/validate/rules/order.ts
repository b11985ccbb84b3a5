import { wrongOrder } from "../../refusals";
import type { ChatMessage } from "../../requests";
import type { ChatRule } from "../chatRule";

const mayFollow: Readonly<Record<ChatMessage["role"] | "nothing", readonly ChatMessage["role"][]>> = {
  nothing: ["system", "user", "assistant"],
  system: ["system", "user", "assistant"],
  user: ["system", "user", "assistant"],
  assistant: ["system", "user", "assistant", "tool"],
  tool: ["assistant", "tool"],
};

const callsOf = (message: ChatMessage | undefined) => (message?.role === "assistant" ? (message.tool_calls ?? []) : []);

/** After `tool` comes `assistant`, never `user`; `tool` comes after `assistant`. */
export const rolesInOrder: ChatRule = ({ messages }) => {
  for (const [at, message] of messages.entries()) {
    const before = messages[at - 1]?.role ?? "nothing";
    if (!mayFollow[before].includes(message.role)) {
      return wrongOrder(
        before === "nothing"
          ? `Unexpected role '${message.role}' for the first message`
          : `Unexpected role '${message.role}' after role '${before}'`,
      );
    }
  }
  return undefined;
};

/** Each call has one result, right after the message that made it, and each result has a call. */
export const toolResultsMatchCalls: ChatRule = ({ messages }) => {
  let open = new Set<string>();
  let missing = 0;
  for (const message of messages) {
    if (message.role === "tool") {
      if (missing === 0) return wrongOrder("Not the same number of function calls and responses");
      const id = message.tool_call_id ?? "";
      if (id !== "" && !open.delete(id)) return wrongOrder(`Unexpected tool call id ${id} in tool results`);
      missing -= 1;
      continue;
    }
    if (missing > 0) return wrongOrder("Not the same number of function calls and responses");
    const calls = callsOf(message);
    open = new Set(calls.map((call) => call.id ?? ""));
    missing = calls.length;
  }
  return missing > 0 && messages.at(-1)?.role === "tool"
    ? wrongOrder("Not the same number of function calls and responses")
    : undefined;
};

/** The last message is `user`, `tool`, or `assistant` with `prefix: true`. */
export const lastMessageIsAnswerable: ChatRule = ({ messages }) => {
  const last = messages.at(-1);
  const answerable =
    last?.role === "user" || last?.role === "tool" || (last?.role === "assistant" && last.prefix === true);
  if (answerable) return undefined;
  const expected = "Expected last role User or Tool (or Assistant with prefix True) for serving";
  return wrongOrder(`${expected} but got ${last?.role ?? "nothing"}`);
};
