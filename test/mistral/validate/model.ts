import { type Capabilities, type Catalogue, findModel, type ModelCard } from "../models";
import type { Mood } from "../mood";
import { type Answer, apiError, contextOverflow, invalidModel, retiredModel } from "../refusals";
import { countTokens } from "../tokens";

/** The live model of this name that can do this, or what the API says instead. */
export function requireModel(
  name: string,
  capability: keyof typeof uses,
  catalogue: Catalogue,
  mood: Mood,
): { readonly card: ModelCard } | { readonly refusal: Answer } {
  const found = findModel(catalogue, name);
  if (found.state === "unknown") return { refusal: invalidModel(name) };
  if (found.state === "retired") {
    const replacement = found.card.deprecation_replacement_model ?? null;
    return { refusal: retiredModel(name, replacement, mood.retiredStatus ?? 404) };
  }
  if (can(found.card, capability)) return { card: found.card };
  return { refusal: apiError(400, `Model ${name} does not support ${uses[capability]}`, "invalid_model", "1500") };
}

const uses = { completion_fim: "FIM completions", completion_chat: "chat completions" };

/** A server that does not say what its models can do is taken to let them do everything. */
export const can = (card: ModelCard, capability: keyof Capabilities): boolean =>
  card.capabilities?.[capability] ?? true;

/** The 400 for a request that does not fit into the model's context. */
export function overflow(card: ModelCard, prompt: string, maxTokens: number | null | undefined): Answer | undefined {
  const limit = card.max_context_length ?? 32_768;
  const tokens = countTokens(prompt) + (maxTokens ?? 0);
  return tokens > limit ? contextOverflow(tokens, limit) : undefined;
}
