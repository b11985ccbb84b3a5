import { createHash } from "node:crypto";
import type { Message, ToolCall } from "./messages";

/** What stands in for the result of a call that was stopped before it had one. */
export const INTERRUPTED = "Interrupted: this call was stopped before it finished.";

type Assistant = Extract<Message, { role: "assistant" }>;
type ToolResult = Extract<Message, { role: "tool" }>;

/**
 * Makes any history acceptable to the API, which refuses a request (and then every later one) for ids that are not
 * nine letters or digits, for results that do not match their calls, and for a user message right after a result.
 * Applying it twice changes nothing.
 */
export function acceptable(history: readonly Message[]): Message[] {
  const out: Message[] = [];
  const results = new Map<string, ToolResult[]>();
  for (const message of history) {
    if (message.role === "tool") {
      const id = acceptableId(message.toolCallId);
      results.set(id, [...(results.get(id) ?? []), message]);
    }
  }
  for (const message of history) {
    switch (message.role) {
      case "system":
      case "user":
        if (message.content !== "") {
          if (message.role === "user" && out.at(-1)?.role === "tool") {
            out.push({ role: "assistant", content: INTERRUPTED });
          }
          out.push(message);
        }
        break;
      case "assistant":
        out.push(...withResults(message, results));
        break;
      case "tool":
        // Emitted beside the call it answers; a result without a call is of no use to the model.
        break;
    }
  }
  while (out.at(-1)?.role === "assistant" && out.length > 0) {
    out.pop();
  }
  return out;
}

function withResults(message: Assistant, results: Map<string, ToolResult[]>): Message[] {
  const calls = distinct(message.toolCalls ?? []);
  if (calls.length === 0) {
    const { toolCalls: _none, ...plain } = message;
    return message.content === "" ? [] : [plain];
  }
  return [
    { ...message, toolCalls: calls },
    ...calls.map((call): Message => {
      const result = results.get(call.id)?.shift();
      return { role: "tool", toolCallId: call.id, name: call.name, content: result?.content ?? INTERRUPTED };
    }),
  ];
}

function distinct(calls: readonly ToolCall[]): ToolCall[] {
  const seen = new Set<string>();
  return calls
    .map((call) => ({ ...call, id: acceptableId(call.id), arguments: call.arguments === "" ? "{}" : call.arguments }))
    .filter((call) => !seen.has(call.id) && seen.add(call.id));
}

/** The id itself if the API takes it, else one made from it, the same each time. */
export function acceptableId(id: string): string {
  return /^[A-Za-z0-9]{9}$/.test(id) ? id : createHash("sha256").update(id).digest("hex").slice(0, 9);
}
