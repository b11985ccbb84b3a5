import type { Model } from "./models";

export const DEFAULT_CHAT_MODEL = "mistral-medium-latest";

/** Which model answers, and what the person should know about the choice. */
export interface ChatModelChoice {
  readonly model: string;
  readonly notice?: string;
}

/**
 * Chooses the chat model.
 * @param setting a model's name, or `auto`
 * @param models what the server lists; empty if it could not say
 * @param now milliseconds since the epoch, to tell retired models from live ones
 */
export function chooseChatModel(setting: string, models: readonly Model[], now: number): ChatModelChoice {
  const live = (model: Model) => model.chats && (model.retiredAt === undefined || model.retiredAt > now);
  if (setting !== "auto") {
    const named = find(setting, models);
    const heir = named && !live(named) ? successor(named, models, live) : undefined;
    return heir ? { model: heir, notice: `${setting} is retired; ${heir} answers in its place.` } : { model: setting };
  }
  const devstrals = models.filter((model) => [model.id, ...model.aliases].some((name) => /devstral/i.test(name)));
  const alive = devstrals.find(live);
  if (alive) {
    return { model: alive.id };
  }
  for (const retired of devstrals) {
    const heir = successor(retired, models, live);
    if (heir) {
      return { model: heir };
    }
  }
  if (models.length === 0 || find(DEFAULT_CHAT_MODEL, models)) {
    return { model: DEFAULT_CHAT_MODEL };
  }
  // An own server that serves neither: whatever it serves is what its owner wants to talk to.
  return { model: models.find(live)?.id ?? DEFAULT_CHAT_MODEL };
}

/** The live model at the end of the chain of replacements that the server names, if there is one. */
function successor(retired: Model, models: readonly Model[], live: (model: Model) => boolean): string | undefined {
  const seen = new Set([retired.id]);
  for (let next = retired.replacement; next !== undefined; ) {
    const model = find(next, models);
    if (model === undefined || seen.has(model.id)) {
      return undefined;
    }
    if (live(model)) {
      return next;
    }
    seen.add(model.id);
    next = model.replacement;
  }
  return undefined;
}

function find(name: string, models: readonly Model[]): Model | undefined {
  return models.find((model) => model.id === name || model.aliases.includes(name));
}
