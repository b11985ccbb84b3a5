import type { Catalogue } from "../models";
import type { Mood } from "../mood";
import type { ChatMessage } from "../requests";
import { textOf } from "../requests";
import { messages } from "./messageSchema";
import { overflow, requireModel } from "./model";
import { checkShape, type Outcome } from "./outcome";
import { type Check, closed, dictionary, list, nullable, string, union } from "./schema";

/** What is to be judged. */
export interface Moderation {
  readonly model: string;
  readonly texts: readonly string[];
}

interface TextRequest {
  readonly model: string;
  readonly input: string | readonly string[];
}

interface ChatModerationRequest {
  readonly model: string;
  readonly input: readonly ChatMessage[] | readonly (readonly ChatMessage[])[];
}

const textSchema = closed(
  { model: string, input: union({ str: string, "list[str]": list(string, { min: 1 }) }) },
  { metadata: nullable(dictionary) },
);

const conversations: Check = (value, loc) => {
  const many = Array.isArray(value) && Array.isArray(value[0]);
  return many ? list(messages)(value, loc) : messages(value, loc);
};
const chatSchema = closed({ model: string, input: conversations });

/** The texts if the API would take the request. */
export function acceptModeration(body: unknown, catalogue: Catalogue, mood: Mood): Outcome<Moderation> {
  const shape = checkShape<TextRequest>(body, textSchema, mood);
  if ("refusal" in shape) return shape;
  const { model, input } = shape.request;
  return judgeable({ model, texts: typeof input === "string" ? [input] : input }, catalogue, mood);
}

/** The last message of each conversation if the API would take the request. */
export function acceptChatModeration(body: unknown, catalogue: Catalogue, mood: Mood): Outcome<Moderation> {
  const shape = checkShape<ChatModerationRequest>(body, chatSchema, mood);
  if ("refusal" in shape) return shape;
  const { model, input } = shape.request;
  const texts = conversationsOf(input).map((conversation) => textOf(conversation.at(-1)?.content));
  return judgeable({ model, texts }, catalogue, mood);
}

function conversationsOf(input: ChatModerationRequest["input"]): readonly (readonly ChatMessage[])[] {
  const single = input.filter((each): each is ChatMessage => !Array.isArray(each));
  const many = input.filter((each): each is readonly ChatMessage[] => Array.isArray(each));
  return single.length > 0 ? [single] : many;
}

function judgeable(request: Moderation, catalogue: Catalogue, mood: Mood): Outcome<Moderation> {
  const model = requireModel(request.model, "moderation", catalogue, mood);
  if ("refusal" in model) return model;
  for (const each of request.texts) {
    const refusal = overflow(model.card, each, 0);
    if (refusal !== undefined) return { refusal };
  }
  return { request };
}
