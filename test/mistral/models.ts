export interface Capabilities {
  readonly completion_chat: boolean;
  readonly completion_fim: boolean;
  readonly function_calling: boolean;
  readonly reasoning: boolean;
  readonly vision: boolean;
  readonly fine_tuning: boolean;
  readonly classification: boolean;
  readonly moderation: boolean;
  readonly ocr: boolean;
  readonly audio: boolean;
  readonly audio_transcription: boolean;
}

/** An entry of `GET /v1/models`. Compatible servers send the id and little else. */
export interface ModelCard {
  readonly id: string;
  readonly object?: "model";
  readonly created?: number;
  readonly owned_by?: string;
  readonly capabilities?: Capabilities;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly max_context_length?: number;
  readonly aliases?: readonly string[];
  /** When the model was or will be retired. */
  readonly deprecation?: string | null;
  readonly deprecation_replacement_model?: string | null;
  readonly default_model_temperature?: number | null;
  readonly type?: "base";
}

export interface Catalogue {
  readonly listed: readonly ModelCard[];
  /** Known, but not listed: a request that names one is told that it is retired. */
  readonly unlisted: readonly ModelCard[];
}

const none: Capabilities = {
  completion_chat: false,
  completion_fim: false,
  function_calling: false,
  reasoning: false,
  vision: false,
  fine_tuning: false,
  classification: false,
  moderation: false,
  ocr: false,
  audio: false,
  audio_transcription: false,
};
const chat: Partial<Capabilities> = { completion_chat: true, function_calling: true };

/** A live model as the API lists it. */
export function modelCard(
  id: string,
  aliases: readonly string[],
  context: number,
  capabilities: Partial<Capabilities>,
  temperature: number | null = null,
): ModelCard {
  return {
    id,
    object: "model",
    created: 1_785_542_400,
    owned_by: "mistralai",
    capabilities: { ...none, ...capabilities },
    name: id,
    description: `Official ${id} Mistral AI model`,
    max_context_length: context,
    aliases,
    deprecation: null,
    deprecation_replacement_model: null,
    default_model_temperature: temperature,
    type: "base",
  };
}

const retired = (card: ModelCard, since: string, replacement: string): ModelCard => ({
  ...card,
  deprecation: since,
  deprecation_replacement_model: replacement,
});

const live: readonly ModelCard[] = [
  modelCard("codestral-2508", ["codestral-latest"], 128_000, { ...chat, completion_fim: true }, 0.3),
  modelCard("mistral-medium-3-5", ["mistral-medium-latest"], 262_144, { ...chat, vision: true, reasoning: true }, 0.3),
  modelCard("mistral-small-2603", ["mistral-small-latest"], 262_144, { ...chat, vision: true, reasoning: true }, 0.3),
  modelCard("mistral-large-2512", ["mistral-large-latest"], 262_144, { ...chat, vision: true }, 0.3),
  modelCard("ministral-14b-2512", ["ministral-14b-latest"], 262_144, { ...chat, vision: true }, 0.3),
  modelCard("ministral-8b-2512", ["ministral-8b-latest"], 262_144, { ...chat, vision: true }, 0.3),
  modelCard("ministral-3b-2512", ["ministral-3b-latest"], 262_144, { ...chat, vision: true }, 0.3),
  modelCard("codestral-embed-2505", ["codestral-embed"], 8192, {}),
  modelCard("mistral-embed-2312", ["mistral-embed"], 8192, {}),
  modelCard("mistral-ocr-2512", ["mistral-ocr-latest"], 16_384, { ocr: true, vision: true }),
  modelCard("mistral-moderation-2603", ["mistral-moderation-latest"], 131_072, { moderation: true }),
  modelCard("voxtral-mini-2602", ["voxtral-mini-latest"], 32_768, { audio: true, audio_transcription: true }),
];

const devstrals: readonly ModelCard[] = [
  retired(
    modelCard("devstral-2512", ["devstral-latest", "devstral-medium-latest"], 262_144, chat, 0.2),
    "2026-07-31T12:00:00Z",
    "mistral-medium-3-5",
  ),
  retired(
    modelCard("devstral-small-2507", ["devstral-small-latest"], 131_072, chat, 0.2),
    "2026-03-31T12:00:00Z",
    "mistral-medium-3-5",
  ),
];

export interface CatalogueOptions {
  /** Retired models stay in the list and name their replacement (the default), or are gone from it. */
  readonly retired?: "listed" | "absent";
  /** One entry for each model with its aliases (the default), or one more for each alias. */
  readonly entries?: "models" | "aliases";
  /** Further live models, such as a Devstral that somebody serves. */
  readonly also?: readonly ModelCard[];
}

/** The public API's models. */
export function publicCatalogue(options: CatalogueOptions = {}): Catalogue {
  const unlisted = options.retired === "absent" ? devstrals : [];
  const cards = [...(options.also ?? []), ...live, ...devstrals].filter((card) => !unlisted.includes(card));
  return { listed: options.entries === "aliases" ? cards.flatMap(entryForEachName) : cards, unlisted };
}

function entryForEachName(card: ModelCard): ModelCard[] {
  const names = [card.id, ...(card.aliases ?? [])];
  return names.map((id) => ({ ...card, id, aliases: names.filter((name) => name !== id) }));
}

/** What a compatible server lists: ids and nothing that says what the models can do. */
export function bareCatalogue(ids: readonly string[]): Catalogue {
  const listed = ids.map((id) => ({ id, object: "model" as const, created: 1_785_542_400, owned_by: "local" }));
  return { listed, unlisted: [] };
}

export type FoundModel =
  | { readonly state: "live"; readonly card: ModelCard }
  | { readonly state: "retired"; readonly card: ModelCard }
  | { readonly state: "unknown" };

/** The model of this id or alias. */
export function findModel(catalogue: Catalogue, name: string, now = new Date()): FoundModel {
  const named = (card: ModelCard) => card.id === name || card.aliases?.includes(name) === true;
  const card = catalogue.listed.find(named);
  if (card !== undefined) {
    const since = card.deprecation;
    const gone = since !== undefined && since !== null && new Date(since) <= now;
    return { state: gone ? "retired" : "live", card };
  }
  const gone = catalogue.unlisted.find(named);
  return gone === undefined ? { state: "unknown" } : { state: "retired", card: gone };
}
