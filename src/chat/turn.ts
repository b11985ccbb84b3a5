import { streamChat } from "../mistral/chat";
import type { ReasoningEffort } from "../mistral/chatRequest";
import type { MistralClient } from "../mistral/client";
import { cureOf, sentenceOf } from "../mistral/errors";
import type { Message, ToolCall } from "../mistral/messages";
import type { Abilities } from "../mistral/order";
import type { Usage } from "../mistral/usage";
import { type CallParts, type Result, runCalls } from "./calls";
import { definitionOf } from "./callTool";
import { Fuse } from "./fuse";
import type { ChatEvent } from "./protocol";

/** More text than anybody reads, and less than hurts a webview. */
const MAX_ANSWER_CHARACTERS = 1_000_000;

/** Why the model is not asked yet. */
export interface Wait {
  /** Milliseconds since 1970. */
  readonly until: number;
  /** The time that is left follows. */
  readonly sentence: string;
  /** Which one comes next, from 1, and how many there may be. */
  readonly attempt: number;
  readonly attempts: number;
}

export interface Turn extends CallParts {
  readonly client: MistralClient;
  readonly model: string;
  /** Tells this conversation from another. */
  readonly conversation?: string;
  /** Of the model, as far as they are known. */
  readonly abilities?: Abilities | undefined;
  readonly reasoningEffort?: ReasoningEffort | undefined;
  /** The conversation so far, the person's new message last. */
  readonly messages: readonly Message[];
  /** US dollars that it may cost before the person is asked whether it goes on; 0 for any. */
  readonly budget: number;
  /** What a request cost, about, in US dollars; undefined if no price is known. */
  readonly costOf: (server: string, usage: Usage) => number | undefined;
  /** Hears of each wait, and of its end. It is no part of the conversation, so no event. */
  readonly waiting: (wait: Wait | undefined) => void;
  /** Hears when a server is asked and of all that comes from it, and then that it is not asked any more. */
  readonly asking: (isAsked: boolean) => void;
}

/**
 * Answers one message: asks the model, runs the tools it calls, asks again, until it has nothing more to call.
 * It stops when its fuse blows, and then the person says whether it goes on.
 * The last event is always `end`. Aborting `signal` cuts the request or the tools at once.
 */
export async function* runTurn(turn: Turn, signal: AbortSignal): AsyncGenerator<ChatEvent, void> {
  const messages = [...turn.messages];
  const tools = turn.tools.map(definitionOf);
  const fuse = new Fuse(turn.budget);
  let written = 0;
  for (;;) {
    let server = "";
    let text = "";
    let thinking = "";
    let calls: readonly ToolCall[] = [];
    let ended: "stop" | "length" | undefined;
    const { client, model, conversation, abilities = {}, reasoningEffort } = turn;
    const asked = { purpose: "chat", model, conversation, abilities, reasoningEffort, messages, tools } as const;
    const stream = streamChat(client, asked, signal);
    for await (const event of stream) {
      turn.asking(event.kind !== "waiting");
      switch (event.kind) {
        case "waiting":
          turn.waiting(event);
          break;
        case "sent":
          turn.waiting(undefined);
          server = event.server;
          break;
        case "calling":
          break;
        case "text":
          text += event.text;
          written += event.text.length;
          yield { kind: "text", delta: event.text };
          break;
        case "thinking":
          thinking += event.text;
          written += event.text.length;
          yield { kind: "thinking", delta: event.text };
          break;
        case "problem":
          yield { kind: "problem", problem: { sentence: sentenceOf(event.problem), action: cureOf(event.problem) } };
          yield { kind: "end", reason: "problem" };
          return;
        case "end":
          calls = event.toolCalls;
          ended = event.reason;
          fuse.paid(turn.costOf(server, event.usage));
          yield { kind: "usage", usage: event.usage };
          break;
      }
      if (written > MAX_ANSWER_CHARACTERS) {
        yield { kind: "end", reason: "length" };
        return;
      }
    }
    turn.asking(false);
    if (signal.aborted || ended === undefined) {
      yield { kind: "end", reason: "stopped" };
      return;
    }
    if (calls.length === 0) {
      yield* finish(ended, text);
      return;
    }
    messages.push({ role: "assistant", content: text, toolCalls: calls, ...(thinking === "" ? {} : { thinking }) });
    const done = yield* runCalls(calls, turn, signal);
    if (signal.aborted) {
      yield { kind: "end", reason: "stopped" };
      return;
    }
    fuse.stepped(done);
    const why = fuse.blown();
    if (why !== undefined) {
      yield { kind: "problem", problem: { sentence: why, action: "continue" } };
      yield { kind: "end", reason: "problem" };
      return;
    }
    messages.push(...done.map(messageOf));
  }
}

function* finish(ended: "stop" | "length", text: string): Generator<ChatEvent> {
  if (text === "" && ended === "stop") {
    const sentence = "The model answered with nothing; try again, or put the question another way.";
    yield { kind: "problem", problem: { sentence, action: "retry" } };
    yield { kind: "end", reason: "problem" };
  } else {
    yield { kind: "end", reason: ended === "length" ? "length" : "complete" };
  }
}

function messageOf({ call, content, sources }: Result): Message {
  return { role: "tool", toolCallId: call.id, name: call.name, content, ...(sources ? { sources } : {}) };
}
