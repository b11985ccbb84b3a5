import type { Catalogue } from "../models";
import type { Mood } from "../mood";
import type { FimRequest } from "../requests";
import { overflow, requireModel } from "./model";
import { type Outcome, checkShape } from "./outcome";
import { sampling } from "./sampling";
import { closed, integer, nullable, number, string } from "./schema";

const schema = closed(
  { model: string, prompt: string },
  {
    ...sampling,
    suffix: nullable(string),
    top_p: nullable(number({ gt: 0, le: 1 })),
    min_tokens: nullable(integer({ ge: 0 })),
  },
);

/** The request if the API would take it. */
export function acceptFim(body: unknown, catalogue: Catalogue, mood: Mood): Outcome<FimRequest> {
  const shape = checkShape<FimRequest>(body, schema, mood);
  if ("refusal" in shape) return shape;
  const { request } = shape;
  const model = requireModel(request.model, "completion_fim", catalogue, mood);
  if ("refusal" in model) return model;
  const refusal = overflow(model.card, request.prompt + (request.suffix ?? ""), request.max_tokens);
  return refusal === undefined ? { request } : { refusal };
}
