import { createHash } from "node:crypto";
import type { Message, ToolCall } from "./messages";

/** What stands in for the result of a call that was stopped before it had one. */
export const INTERRUPTED = "Interrupted: this call was stopped before it finished.";

type Assistant = Extract<Message, { role: "assistant" }>;

/**
 * Makes any history acceptable to the API, which refuses a request (and then every later one) for ids that are not
 * nine letters or digits, for names that are no identifiers, for results that do not match their calls, and for a user
 * message right after a result.
 * Applying it twice changes nothing.
 */
export function acceptable(history: readonly Message[]): Message[] {
  const out: Message[] = [];
  for (const [at, message] of history.entries()) {
    switch (message.role) {
      case "system":
      case "user":
        if (message.content !== "") {
          if (out.at(-1)?.role === "tool") {
            out.push({ role: "assistant", content: INTERRUPTED });
          }
          out.push(message);
        }
        break;
      case "assistant":
        out.push(...withResults(message, history.slice(at + 1)));
        break;
      case "tool":
        // Emitted beside the call it answers; a result without a call is of no use to the model.
        break;
    }
  }
  while (out.at(-1)?.role === "assistant") {
    out.pop();
  }
  return out;
}

function withResults(message: Assistant, later: readonly Message[]): Message[] {
  const calls = distinct(message.toolCalls ?? []);
  if (calls.length === 0) {
    const { toolCalls: _none, ...plain } = message;
    return message.content === "" ? [] : [plain];
  }
  return [
    { ...message, toolCalls: calls },
    ...calls.map(
      ({ id, name }): Message => ({ role: "tool", toolCallId: id, name, content: resultOf(id, later) ?? INTERRUPTED }),
    ),
  ];
}

/** Some servers begin their ids anew in each answer, so a result belongs to the last call before it. */
function resultOf(id: string, later: readonly Message[]): string | undefined {
  for (const message of later) {
    if (message.role === "tool" && acceptableId(message.toolCallId) === id) {
      return message.content;
    }
    if (message.role === "assistant" && message.toolCalls?.some((call) => acceptableId(call.id) === id)) {
      return undefined;
    }
  }
  return undefined;
}

function distinct(calls: readonly ToolCall[]): ToolCall[] {
  const seen = new Set<string>();
  return calls
    .map((call) => ({
      id: acceptableId(call.id),
      name: acceptableName(call.name),
      arguments: isJson(call.arguments) ? call.arguments : "{}",
    }))
    .filter((call) => !seen.has(call.id) && seen.add(call.id));
}

/** Models call tools that nobody offered, by names that the API refuses when they are sent back. */
function acceptableName(name: string): string {
  return name.replace(/[^\w-]/g, "_").slice(0, 64) || "_";
}

/** Servers that turn a history back into the model's own form parse the arguments, and fail on broken ones. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The id itself if the API takes it, else one made from it, the same each time. */
export function acceptableId(id: string): string {
  return /^[A-Za-z0-9]{9}$/.test(id) ? id : createHash("sha256").update(id).digest("hex").slice(0, 9);
}
