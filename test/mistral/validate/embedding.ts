import type { Catalogue, ModelCard } from "../models";
import type { Mood } from "../mood";
import { type Answer, apiError, badRequest } from "../refusals";
import type { EmbeddingRequest } from "../requests";
import { countTokens } from "../tokens";
import { requireModel, vectorSize } from "./model";
import { checkShape } from "./outcome";
import { closed, dictionary, integer, list, nullable, oneOf, string, union } from "./schema";

const schema = closed(
  { model: string, input: union({ str: string, "list[str]": list(string, { min: 1 }) }) },
  {
    metadata: nullable(dictionary),
    output_dimension: nullable(integer({ gt: 0 })),
    output_dtype: oneOf("float", "int8", "uint8", "binary", "ubinary"),
    encoding_format: oneOf("float", "base64"),
  },
);

const MAX_INPUTS = 512;
const MAX_BATCH_TOKENS = 16_384;

export type AcceptedEmbedding =
  | { readonly request: EmbeddingRequest; readonly dimension: number }
  | { readonly refusal: Answer };

/** The request if the API would take it, and how long the vectors get. */
export function acceptEmbedding(body: unknown, catalogue: Catalogue, mood: Mood): AcceptedEmbedding {
  const shape = checkShape<EmbeddingRequest>(body, schema, mood);
  if ("refusal" in shape) return shape;
  const { request } = shape;
  const model = requireModel(request.model, "embeddings", catalogue, mood);
  if ("refusal" in model) return model;
  const { usual, most } = vectorSize(model.card);
  const dimension = request.output_dimension ?? usual;
  const refusal = tooMuch(inputsOf(request), model.card) ?? wrongVector(request, dimension, usual, most);
  return refusal === undefined ? { request, dimension } : { refusal };
}

export const inputsOf = ({ input }: Pick<EmbeddingRequest, "input">): readonly string[] =>
  typeof input === "string" ? [input] : input;

function tooMuch(inputs: readonly string[], card: ModelCard): Answer | undefined {
  if (inputs.length > MAX_INPUTS) return tooLarge("Too many inputs in request, split into more batches.");
  const limit = card.max_context_length ?? 8192;
  const counts = inputs.map(countTokens);
  const long = counts.findIndex((tokens) => tokens > limit);
  if (long >= 0) return tooLarge(`Input id ${long} has ${counts[long]} tokens, exceeding max ${limit} tokens.`);
  const all = counts.reduce((sum, tokens) => sum + tokens, 0);
  return all > MAX_BATCH_TOKENS ? tooLarge("Too many tokens overall, split into more batches.") : undefined;
}

const tooLarge = (message: string): Answer => apiError(400, message, "invalid_request_prompt", "3210");

function wrongVector(request: EmbeddingRequest, dimension: number, usual: number, most: number): Answer | undefined {
  const { model, output_dtype: type = "float" } = request;
  const fixed = usual === most;
  if (fixed && (dimension !== usual || type !== "float")) {
    return badRequest(`Model ${model} does not support output_dimension and output_dtype`);
  }
  if (dimension > most) return badRequest(`output_dimension must be at most ${most} for model ${model}`);
  const bits = type === "binary" || type === "ubinary";
  return bits && dimension % 8 !== 0
    ? badRequest(`output_dimension must be a multiple of 8 for output_dtype ${type}`)
    : undefined;
}
