import { record } from "../record";
import type { Capabilities, Model } from "./model";

/** Reads a list of models in any of the forms that servers answer in; undefined if it is none. */
export function modelsOf(answer: unknown): readonly Model[] | undefined {
  const { data, models } = record(answer);
  const cards = [answer, data, models].find((list) => Array.isArray(list));
  return cards?.map(modelOf).filter((model) => model !== undefined);
}

/** Reads one entry, as the API or a compatible server writes it. What is missing or wrong is left out. */
function modelOf(entry: unknown): Model | undefined {
  const card = record(entry);
  const id = [entry, card["id"], card["model"], card["name"]].map(text).find((name) => name !== undefined);
  if (id === undefined) {
    return undefined;
  }
  const { aliases, deprecation } = card;
  return {
    id,
    aliases: Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === "string") : [],
    description: text(card["description"]) ?? "",
    owner: text(card["owned_by"]),
    capabilities: capabilitiesOf(card["capabilities"]),
    // The second is vLLM's, the third llama.cpp's.
    contextLength: count(card["max_context_length"] ?? card["max_model_len"] ?? record(card["meta"])["n_ctx_train"]),
    defaultTemperature: count(card["default_model_temperature"]),
    retiredAt: count(Date.parse(text(deprecation) ?? "")),
    replacement: text(card["deprecation_replacement_model"]),
  };
}

function capabilitiesOf(value: unknown): Capabilities {
  const can = record(value);
  return {
    chats: can["completion_chat"] !== false,
    fillsInTheMiddle: can["completion_fim"] !== false,
    callsTools: can["function_calling"] !== false,
    reasons: flag(can["reasoning"]),
    sees: flag(can["vision"]),
    said: Object.fromEntries(
      Object.entries(can).filter((entry): entry is [string, boolean] => typeof entry[1] === "boolean"),
    ),
  };
}

/** The entry that reads as this model. */
export function cardOf(model: Model): object {
  return {
    id: model.id,
    aliases: model.aliases,
    description: model.description,
    owned_by: model.owner,
    capabilities: model.capabilities.said,
    max_context_length: model.contextLength,
    default_model_temperature: model.defaultTemperature,
    deprecation: model.retiredAt === undefined ? undefined : new Date(model.retiredAt).toISOString(),
    deprecation_replacement_model: model.replacement,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

function count(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}
