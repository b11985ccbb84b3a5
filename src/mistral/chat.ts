import { chatStream } from "@mistralai/mistralai/funcs/chatStream";
import type { ContentChunk } from "@mistralai/mistralai/models/components/contentchunk";
import { unlessAborted } from "./abort";
import { bodyOf } from "./chatBody";
import type { ChatRequest } from "./chatRequest";
import type { MistralClient } from "./client";
import { completions, endOf } from "./completions";
import { type ApiProblem, waitingFor } from "./errors";
import type { Message, ToolCall } from "./messages";
import { acceptable } from "./order";
import { RULES } from "./purpose";
import type { Source } from "./request";
import { readStream } from "./stream";
import { ToolCallCollector } from "./toolCalls";
import { NO_USAGE, type Usage, usageOf } from "./usage";

export type ChatStreamEvent =
  /** It is asked as soon as a limit allows, or once more. May come again with another moment, and ends with `sent`. */
  | {
      readonly kind: "waiting";
      /** Milliseconds since 1970. */
      readonly until: number;
      /** Why, for a person; the seconds follow. */
      readonly sentence: string;
      /** From 1. */
      readonly attempt: number;
      readonly attempts: number;
    }
  | {
      readonly kind: "sent";
      /** As a person knows it. */
      readonly server: string;
    }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "thinking"; readonly text: string }
  /** A part of a tool call has come; the whole call comes with the end. */
  | { readonly kind: "calling" }
  | {
      readonly kind: "end";
      /** `length`: the answer was cut at the model's limit. */
      readonly reason: "stop" | "length";
      readonly toolCalls: readonly ToolCall[];
      readonly usage: Usage;
    }
  | { readonly kind: "problem"; readonly problem: ApiProblem };

/** Asks the chat model. The history is put in order first. Ends without an `end` when cancelled or left early. */
export async function* streamChat(
  client: MistralClient,
  request: ChatRequest,
  signal: AbortSignal,
  patience = RULES[request.purpose].patience,
): AsyncGenerator<ChatStreamEvent, void> {
  const messages = acceptable(request.messages, request.abilities);
  const redactor = await unlessAborted(client.redactor(), signal);
  if (!redactor) {
    return;
  }
  const body = bodyOf(request, messages, redactor);
  const events = readStream(
    client,
    {
      purpose: request.purpose,
      model: request.model,
      patience,
      outgoing: {
        ...{ characters: redactor.characters, redactions: redactor.redactions },
        ...{ sources: messages.flatMap(sourcesOf), body: () => JSON.stringify(body) },
      },
      affinity: request.conversation,
      endpoint: completions("chat", (core, options) => chatStream(core, body, options)),
    },
    signal,
  );
  const calls = new ToolCallCollector(String(messages.length));
  let reason: string | null = null;
  let usage = NO_USAGE;
  try {
    for (let next = await events.next(); ; next = await events.next()) {
      if (next.done) {
        if (next.value !== undefined) {
          yield { kind: "problem", problem: next.value };
        } else if (reason !== null) {
          yield { kind: "end", reason: endOf(reason), toolCalls: calls.finished(), usage };
        }
        return;
      }
      const event = next.value;
      switch (event.kind) {
        case "waiting": {
          const { until, attempt, attempts } = event;
          yield { kind: "waiting", until, attempt, attempts, sentence: waitingFor(event.problem) };
          break;
        }
        case "sent":
          yield event;
          break;
        case "part": {
          const { choices, usage: counted } = event.part.data;
          const [choice] = choices;
          usage = counted === undefined ? usage : usageOf(counted);
          const parts = choice?.delta.toolCalls ?? [];
          calls.add(parts);
          if (parts.length > 0) {
            yield { kind: "calling" };
          }
          yield* contentEvents(choice?.delta.content ?? "");
          reason = choice?.finishReason ?? reason;
          break;
        }
      }
    }
  } finally {
    await events.return(undefined);
  }
}

function sourcesOf(message: Message): readonly Source[] {
  return "sources" in message ? (message.sources ?? []) : [];
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
