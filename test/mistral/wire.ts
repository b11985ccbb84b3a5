import { randomUUID } from "node:crypto";
import type { FinishReason } from "./brain";
import type { OmittedField } from "./mood";
import type { ThinkingChunk } from "./requests";

/** The answers as they go over the wire. */

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details: { readonly cached_tokens: number };
}

export type WireChunk = ThinkingChunk | { readonly type: "text"; readonly text: string };
export type WireContent = string | readonly WireChunk[];

export interface WireToolCall {
  readonly id: string;
  readonly type?: "function";
  readonly function: { readonly name: string; readonly arguments: string };
  readonly index: number;
}

export interface Delta {
  readonly role?: "assistant";
  readonly content: WireContent;
  readonly tool_calls?: readonly WireToolCall[];
}

export interface StreamChoice {
  readonly index: number;
  readonly delta: Delta;
  readonly finish_reason: FinishReason | null;
}

export interface Choice {
  readonly index: number;
  readonly message: {
    readonly role: "assistant";
    readonly content: WireContent;
    readonly tool_calls: readonly WireToolCall[] | null;
    readonly prefix: false;
  };
  readonly finish_reason: FinishReason;
}

/** What all chunks of one answer have in common. */
export interface Head {
  readonly id: string;
  readonly created: number;
  readonly model: string;
}

export const newHead = (model: string): Head => ({
  id: randomUUID().replaceAll("-", ""),
  created: Math.floor(Date.now() / 1000),
  model,
});

export const usage = (prompt: number, completion: number, cached: number): Usage => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
  prompt_tokens_details: { cached_tokens: cached },
});

export function completion(head: Head, choices: readonly Choice[], total: Usage): object {
  const { id, created, model } = head;
  return { id, object: "chat.completion", created, model, choices, usage: total };
}

export function chunk(head: Head, choice: StreamChoice, total: Usage | undefined, padding: string | undefined): object {
  const { id, created, model } = head;
  return {
    id,
    object: "chat.completion.chunk",
    created,
    model,
    choices: [choice],
    ...(total === undefined ? {} : { usage: total }),
    ...(padding === undefined ? {} : { p: padding }),
  };
}

export const thinkingChunk = (text: string): ThinkingChunk => ({
  type: "thinking",
  thinking: [{ type: "text", text }],
});

const paddingLetters = "abcdefghijklmnopqrstuvwxyz0123456789";

/** The field `p`, whose length hides the length of the token from who listens on the line. */
export const paddingOf = (random: () => number): string =>
  paddingLetters.slice(0, 1 + Math.floor(random() * paddingLetters.length));

/** Leaves fields out, wherever in the answer they stand, as compatible servers do. */
export function without(value: object, omit: readonly OmittedField[]): object {
  if (omit.length === 0) return value;
  const names: readonly string[] = omit;
  const inChoice = (key: string, inner: unknown): unknown =>
    key === "index" && names.includes("index") ? undefined : inner;
  const kept = Object.entries(value).filter(([key]) => !names.includes(key));
  const text = JSON.stringify(Object.fromEntries(kept), inChoice);
  const parsed: object = JSON.parse(text);
  return parsed;
}
