import assert from "node:assert/strict";
import { publicCatalogue } from "../../../mistral/models";
import { acceptChat } from "../../../mistral/validate/chat";
import type { Message } from "../../../../src/mistral/messages";

const catalogue = publicCatalogue();

/** Fails unless the local server, which refuses what the API refuses, would take these messages. */
export function assertTaken(messages: readonly Message[]): void {
  const body = { model: "mistral-medium-latest", messages: messages.map(onTheWire) };
  const outcome = acceptChat(body, catalogue, {});
  if ("refusal" in outcome) assert.fail(`${outcome.refusal.body}\n${JSON.stringify(messages, null, 1)}`);
}

function onTheWire(message: Message): object {
  switch (message.role) {
    case "system":
    case "user":
      return message;
    case "tool":
      return { role: "tool", content: message.content, tool_call_id: message.toolCallId, name: message.name };
    case "assistant":
      return {
        role: "assistant",
        content: message.content,
        ...(message.toolCalls
          ? {
              tool_calls: message.toolCalls.map((call) => ({
                id: call.id,
                function: { name: call.name, arguments: call.arguments },
              })),
            }
          : {}),
      };
  }
}
