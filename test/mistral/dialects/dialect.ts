import type { Step } from "../generation";
import type { Catalogue } from "../models";
import type { Answer } from "../refusals";
import type { ChatRequest } from "../requests";

type ToolCallStep = Extract<Step, { kind: "toolCall" }>;
export type Fields = Readonly<Record<string, unknown>>;

/**
 * A server that runs the open weights and speaks the OpenAI dialect on `/v1/chat/completions` and `/v1/models`. None of
 * them fills in the middle, counts against limits or says that it is Mistral's API; fields that they do not know they
 * ignore.
 */
export interface ServerDialect {
  readonly unknownEndpoint: (method: string, path: string) => Answer;
  readonly models: (catalogue: Catalogue) => object;
  /** What it does not take of a request, in its own words. */
  readonly refuse: (request: ChatRequest, catalogue: Catalogue) => Answer | undefined;
  /** Fields of every chunk besides `choices` and `usage`. */
  readonly head: (model: string) => Fields;
  /** Fields of each choice besides `index`, `delta` and `finish_reason`. */
  readonly choice: Fields;
  /** The delta with which it begins, if that is one of its own. */
  readonly first: Fields | undefined;
  readonly text: (text: string) => Fields;
  readonly thinking: (text: string) => Fields;
  /** A call may come in several deltas. */
  readonly toolCall: (call: ToolCallStep) => readonly Fields[];
  /** The delta of the chunk with the `finish_reason`. */
  readonly last: Fields;
}

/** A call as vLLM and llama.cpp stream it: id and name first, then the arguments without either. */
export function inPieces({ id, name, arguments: args, index }: ToolCallStep, rest: Fields = {}): readonly Fields[] {
  const half = Math.ceil(args.length / 2);
  return [
    { tool_calls: [{ id, type: "function", index, function: { name, ...rest } }] },
    { tool_calls: [{ index, function: { arguments: args.slice(0, half) } }] },
    { tool_calls: [{ index, function: { arguments: args.slice(half) } }] },
  ];
}

export function names(catalogue: Catalogue): readonly string[] {
  return catalogue.listed.flatMap((card) => [card.id, ...(card.aliases ?? [])]);
}
