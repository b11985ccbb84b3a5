import type { Message, ToolCall } from "../mistral/messages";
import type { Source } from "../mistral/request";
import type { ChatEvent, PlaceView } from "./protocol";

/** Folds a conversation's events into what the model is to see of it. */
export function messagesOf(events: readonly ChatEvent[]): Message[] {
  const messages: Message[] = [];
  let text = "";
  let thinking = "";
  let calls: ToolCall[] = [];
  let results: Message[] = [];

  const closeAnswer = () => {
    if (text !== "" || calls.length > 0) {
      messages.push({
        role: "assistant",
        content: text,
        ...(thinking === "" ? {} : { thinking }),
        ...(calls.length > 0 ? { toolCalls: calls } : {}),
      });
      messages.push(...results);
    }
    text = "";
    thinking = "";
    calls = [];
    results = [];
  };

  for (const event of events) {
    switch (event.kind) {
      case "user":
        closeAnswer();
        messages.push({
          role: "user",
          content: withContext(event.text, event.context),
          ...(event.context ? { sources: [sourceOf(event.context, event.quoted ?? 0)] } : {}),
        });
        break;
      case "text":
      case "thinking":
        if (results.length > 0) {
          closeAnswer();
        }
        if (event.kind === "text") {
          text += event.delta;
        } else {
          thinking += event.delta;
        }
        break;
      case "toolCall":
        if (results.length >= calls.length && results.length > 0) {
          closeAnswer();
        }
        calls.push({ id: event.id, name: event.name, arguments: event.arguments });
        break;
      case "toolResult": {
        const name = calls.find((call) => call.id === event.id)?.name ?? "";
        const { content, sources } = event;
        results.push({ role: "tool", toolCallId: event.id, name, content, ...(sources ? { sources } : {}) });
        break;
      }
      case "model":
      case "tainted":
      case "usage":
      case "problem":
      case "settled":
      case "unknown":
        break;
      case "end":
        closeAnswer();
        break;
    }
  }
  closeAnswer();
  return messages;
}

function sourceOf({ path, startLine, endLine }: PlaceView, characters: number): Source {
  const lines = startLine === undefined ? {} : { lines: { first: startLine, last: endLine ?? startLine } };
  return { path, ...lines, characters };
}

/** Tells the model what the person is looking at; the file itself it can read. */
function withContext(text: string, context: PlaceView | undefined): string {
  if (context === undefined) {
    return text;
  }
  const lines =
    context.startLine === undefined
      ? ""
      : `, lines ${context.startLine} to ${context.endLine ?? context.startLine} selected`;
  return `${text}\n\n[Open in the editor: ${context.path}${lines}]`;
}
