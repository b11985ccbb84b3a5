import type { ApiProblem } from "../errors";
import { findModel, isRetired, type Model } from "./model";

/** What a model is wanted for. */
export type Use = "chat" | "completion";

export const DEFAULT_MODELS: Readonly<Record<Use, string>> = {
  chat: "mistral-medium-latest",
  completion: "codestral-latest",
};

export interface Choice {
  readonly model: string;
  /** The retired model that the setting names, where this one takes its place. */
  readonly insteadOf?: string;
}

/**
 * Chooses the model that answers. One that the person named gives way only when it is retired, and then to what the
 * server names in its place.
 * @param setting a model's name, or `auto`
 * @param models what the server lists; empty if it could not say
 * @param now milliseconds since 1970, to tell retired models from live ones
 */
export function chooseModel(use: Use, setting: string, models: readonly Model[], now: number): Choice | ApiProblem {
  if (setting === "auto") {
    return { model: automaticModel(use, models, now) };
  }
  const named = findModel(setting, models, now);
  if (named === undefined || isUsable(use, named, now)) {
    return { model: setting };
  }
  if (!isRetired(named, now)) {
    const detail = use === "chat" ? "it does not chat" : "it does not fill in the middle";
    return { kind: "unusableModel", model: setting, detail };
  }
  const heir = successor(use, named, models, now);
  return heir === undefined
    ? { kind: "unusableModel", model: setting, detail: "it is retired, and the server names no live one in its place" }
    : { model: heir, insteadOf: setting };
}

/** What `auto` stands for: for the chat a live Devstral, else what the server names in a Devstral's place, else the default. */
export function automaticModel(use: Use, models: readonly Model[], now: number): string {
  const byDefault = DEFAULT_MODELS[use];
  const listed = findModel(byDefault, models, now);
  const isDefaultUsable = models.length === 0 || (listed !== undefined && isUsable(use, listed, now));
  if (isDefaultUsable && (use === "completion" || models.length === 0)) {
    return byDefault;
  }
  const line = use === "chat" ? /devstral/i : /codestral/i;
  const family = models.filter((model) => [model.id, ...model.aliases].some((name) => line.test(name)));
  const alive = family.find((model) => isUsable(use, model, now));
  if (alive) {
    return alive.id;
  }
  for (const retired of listed && !isDefaultUsable ? [...family, listed] : family) {
    const heir = successor(use, retired, models, now);
    if (heir !== undefined) {
      return heir;
    }
  }
  if (isDefaultUsable) {
    return byDefault;
  }
  // An own server that serves neither: whatever it serves is what its owner wants to use.
  return models.find((model) => isUsable(use, model, now))?.id ?? byDefault;
}

export function isUsable(use: Use, model: Model, now: number): boolean {
  const { chats, fillsInTheMiddle } = model.capabilities;
  return (use === "chat" ? chats : fillsInTheMiddle) && !isRetired(model, now);
}

/** The live model at the end of the chain of replacements that the server names, if there is one. */
export function successor(use: Use, retired: Model, models: readonly Model[], now: number): string | undefined {
  const seen = new Set([retired.id]);
  for (let next = retired.replacement; next !== undefined; ) {
    const model = findModel(next, models, now);
    if (model === undefined || seen.has(model.id)) {
      return undefined;
    }
    if (isUsable(use, model, now)) {
      return next;
    }
    seen.add(model.id);
    next = model.replacement;
  }
  return undefined;
}
