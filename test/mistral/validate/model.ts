import { type Capabilities, type Catalogue, findModel, type ModelCard } from "../models";
import type { Mood } from "../mood";
import { type Answer, apiError, contextOverflow, invalidModel, retiredModel } from "../refusals";
import { countTokens } from "../tokens";

/** The live model of this name that can do this, or what the API says instead. */
export function requireModel(
  name: string,
  use: Use,
  catalogue: Catalogue,
  mood: Mood,
): { readonly card: ModelCard } | { readonly refusal: Answer } {
  const found = findModel(catalogue, name);
  if (found.state === "unknown") return { refusal: invalidModel(name) };
  if (found.state === "retired") {
    const replacement = found.card.deprecation_replacement_model ?? null;
    return { refusal: retiredModel(name, replacement, mood.retiredStatus ?? 404) };
  }
  const { words, serves } = uses[use];
  if (serves(found.card)) return { card: found.card };
  return { refusal: apiError(400, `Model ${name} does not support ${words}`, "invalid_model", "1500") };
}

/** The models that make vectors, of which no capability tells. */
const EMBEDDERS: Readonly<Record<string, VectorSize>> = {
  "codestral-embed-2505": { usual: 1536, most: 3072 },
  "mistral-embed-2312": { usual: 1024, most: 1024 },
};

/** How long a model's vectors are if nothing is said, and at most. */
interface VectorSize {
  readonly usual: number;
  readonly most: number;
}

const embedderOf = (card: ModelCard): VectorSize | undefined =>
  [card.id, ...(card.aliases ?? [])].map((name) => EMBEDDERS[name]).find((size) => size !== undefined);

/** A model of a server that says nothing of it makes vectors of 1,024 numbers. */
export const vectorSize = (card: ModelCard): VectorSize => embedderOf(card) ?? { usual: 1024, most: 1024 };

type Use = "completion_fim" | "completion_chat" | "embeddings" | "moderation" | "ocr";

const uses: Readonly<Record<Use, { readonly words: string; readonly serves: (card: ModelCard) => boolean }>> = {
  completion_fim: { words: "FIM completions", serves: (card) => can(card, "completion_fim") },
  completion_chat: { words: "chat completions", serves: (card) => can(card, "completion_chat") },
  embeddings: {
    words: "embeddings",
    serves: (card) => card.capabilities === undefined || embedderOf(card) !== undefined,
  },
  moderation: { words: "moderation", serves: (card) => can(card, "moderation") },
  ocr: { words: "OCR", serves: (card) => can(card, "ocr") },
};

/** A server that does not say what its models can do is taken to let them do everything. */
export const can = (card: ModelCard, capability: keyof Capabilities): boolean =>
  card.capabilities?.[capability] ?? true;

/** The 400 for a request that does not fit into the model's context. */
export function overflow(card: ModelCard, prompt: string, maxTokens: number | null | undefined): Answer | undefined {
  const limit = card.max_context_length ?? 32_768;
  const tokens = countTokens(prompt) + (maxTokens ?? 0);
  return tokens > limit ? contextOverflow(tokens, limit) : undefined;
}
