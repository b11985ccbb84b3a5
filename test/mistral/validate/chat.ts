import type { Catalogue } from "../models";
import type { Mood } from "../mood";
import type { ChatRequest } from "../requests";
import { chatRules } from "./chatRules";
import { chatSchema } from "./chatSchema";
import { overflow, requireModel } from "./model";
import { type Outcome, checkShape } from "./outcome";

/** The request if the API would take it. */
export function acceptChat(body: unknown, catalogue: Catalogue, mood: Mood): Outcome<ChatRequest> {
  const shape = checkShape<ChatRequest>(body, chatSchema, mood);
  if ("refusal" in shape) return shape;
  const { request } = shape;
  const model = requireModel(request.model, "completion_chat", catalogue, mood);
  if ("refusal" in model) return model;
  for (const rule of chatRules) {
    const refusal = rule(request, model.card);
    if (refusal !== undefined) return { refusal };
  }
  const refusal = overflow(model.card, promptOf(request), request.max_tokens);
  return refusal === undefined ? { request } : { refusal };
}

/** What the model reads; images count nothing. */
export function promptOf(request: ChatRequest): string {
  return JSON.stringify([request.tools ?? [], request.messages], withoutImages);
}

const withoutImages = (key: string, value: unknown): unknown => (key === "image_url" ? undefined : value);
