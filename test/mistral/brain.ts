import type { ChatRequest, FimRequest } from "./requests";

export type FinishReason = "stop" | "length" | "error" | "tool_calls" | "model_length";

export interface TextPiece {
  readonly kind: "text";
  readonly text: string;
  /** Goes out as one chunk instead of being split into tokens. */
  readonly whole?: boolean;
}

export interface ThinkingPiece {
  readonly kind: "thinking";
  readonly text: string;
}

export interface ToolCallPiece {
  readonly kind: "toolCall";
  readonly name: string;
  /** JSON as the model wrote it. */
  readonly arguments: string;
  /** Nine letters and digits; made up when left out. */
  readonly id?: string;
}

/** Ends the answer with this reason instead of the one that follows from it. */
export interface FinishPiece {
  readonly kind: "finish";
  readonly reason: FinishReason;
}

export type FimPiece = TextPiece | FinishPiece;
export type ChatPiece = TextPiece | ThinkingPiece | ToolCallPiece | FinishPiece;

/**
 * What answers. It yields pieces of any size; the server splits them into tokens and applies `stop` and `max_tokens`.
 * The signal is aborted when the client has gone. What it throws ends in a 500, or in an error inside the stream.
 */
export interface Brain {
  fim(request: FimRequest, signal: AbortSignal): AsyncIterable<FimPiece>;
  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatPiece>;
}

export const text = (content: string): TextPiece => ({ kind: "text", text: content });

/** Text that goes out as one chunk. */
export const wholeText = (content: string): TextPiece => ({ kind: "text", text: content, whole: true });

export const thinking = (content: string): ThinkingPiece => ({ kind: "thinking", text: content });

/** A call of a tool. A string is sent as it is, so it may be broken JSON. */
export function toolCall(name: string, args: string | Readonly<Record<string, unknown>>, id?: string): ToolCallPiece {
  const json = typeof args === "string" ? args : JSON.stringify(args);
  return { kind: "toolCall", name, arguments: json, ...(id === undefined ? {} : { id }) };
}

export const finish = (reason: FinishReason): FinishPiece => ({ kind: "finish", reason });
