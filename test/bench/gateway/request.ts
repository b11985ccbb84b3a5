import { type ChatStreamEvent, streamChat } from "../../../src/mistral/chat";
import type { MistralClient } from "../../../src/mistral/client";
import { type FimEvent, streamFim } from "../../../src/mistral/fim";
import type { ModelPurpose } from "../../../src/mistral/purpose";
import type { Patience } from "../../../src/mistral/purpose";

export const COMPLETION_MODEL = "codestral-latest";
export const CHAT_MODEL = "mistral-medium-latest";

/** Asks for a purpose, as the feature that has this purpose does. */
export function ask(
  client: MistralClient,
  purpose: ModelPurpose,
  prompt: string,
  signal: AbortSignal,
  patience?: Patience,
): AsyncGenerator<FimEvent | ChatStreamEvent, void> {
  if (purpose !== "completion") {
    const messages = [{ role: "user" as const, content: prompt }];
    return streamChat(client, { purpose, model: CHAT_MODEL, messages }, signal, patience);
  }
  const request = { model: COMPLETION_MODEL, prefix: prompt, suffix: "\n", maxTokens: 256, stop: [], temperature: 0 };
  return streamFim(client, request, signal, patience);
}
