import type { ApiProblem } from "./errors";
import type { Model } from "./models";

export const DEFAULT_CHAT_MODEL = "mistral-medium-latest";

/**
 * Chooses the chat model. A model that the person named is not replaced behind their back, at another price: one that is
 * retired is a problem that names its heir.
 * @param setting a model's name, or `auto`
 * @param models what the server lists; empty if it could not say
 * @param now milliseconds since the epoch, to tell retired models from live ones
 */
export function chooseChatModel(
  setting: string,
  models: readonly Model[],
  now: number,
): { readonly model: string } | ApiProblem {
  if (setting === "auto") {
    return { model: automaticChatModel(models, now) };
  }
  const named = find(setting, models);
  if (named === undefined || isLive(named, now)) {
    return { model: setting };
  }
  const heir = successor(named, models, now);
  const why = named.chats ? "it is retired" : "it does not chat";
  const detail = heir === undefined ? why : `${why}, and the server names ${heir} in its place`;
  return { kind: "unusableModel", model: setting, detail };
}

/** What `auto` stands for: a live Devstral, else what the server names in a Devstral's place, else the default. */
export function automaticChatModel(models: readonly Model[], now: number): string {
  const devstrals = models.filter((model) => [model.id, ...model.aliases].some((name) => /devstral/i.test(name)));
  const alive = devstrals.find((model) => isLive(model, now));
  if (alive) {
    return alive.id;
  }
  for (const retired of devstrals) {
    const heir = successor(retired, models, now);
    if (heir) {
      return heir;
    }
  }
  if (models.length === 0 || find(DEFAULT_CHAT_MODEL, models)) {
    return DEFAULT_CHAT_MODEL;
  }
  // An own server that serves neither: whatever it serves is what its owner wants to talk to.
  return models.find((model) => isLive(model, now))?.id ?? DEFAULT_CHAT_MODEL;
}

/** The live model at the end of the chain of replacements that the server names, if there is one. */
function successor(retired: Model, models: readonly Model[], now: number): string | undefined {
  const seen = new Set([retired.id]);
  for (let next = retired.replacement; next !== undefined; ) {
    const model = find(next, models);
    if (model === undefined || seen.has(model.id)) {
      return undefined;
    }
    if (isLive(model, now)) {
      return next;
    }
    seen.add(model.id);
    next = model.replacement;
  }
  return undefined;
}

function isLive(model: Model, now: number): boolean {
  return model.chats && (model.retiredAt === undefined || model.retiredAt > now);
}

function find(name: string, models: readonly Model[]): Model | undefined {
  return models.find((model) => model.id === name || model.aliases.includes(name));
}
