import type { ApiProblem } from "../errors";

/** What a model can do. A server that does not say is taken to mean that its models chat, fill in and call tools. */
export interface Capabilities {
  readonly chats: boolean;
  readonly fillsInTheMiddle: boolean;
  readonly callsTools: boolean;
  /** Undefined if the server does not say. Then it is not counted upon: a model that cannot refuses the whole request. */
  readonly reasons: boolean | undefined;
  /** Takes images. Undefined as above. */
  readonly sees: boolean | undefined;
  /** All that the server says, by its own names: `ocr`, `moderation`, `audio_transcription`, and what is to come. */
  readonly said: Readonly<Record<string, boolean>>;
}

/** A model as the server describes it. */
export interface Model {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly description: string;
  /** Whose it is, by the server's word: `mistralai`, `vllm`, … */
  readonly owner: string | undefined;
  readonly capabilities: Capabilities;
  /** Tokens; undefined if the server does not say. */
  readonly contextLength: number | undefined;
  readonly defaultTemperature: number | undefined;
  /** Retired from this moment on (milliseconds since 1970). */
  readonly retiredAt: number | undefined;
  readonly replacement: string | undefined;
}

/** The model of this name; a live one where the server passes a retired one's name on, and one's own name before an alias. */
export function findModel(name: string, models: readonly Model[], now: number): Model | undefined {
  const named = [
    ...models.filter((model) => model.id === name),
    ...models.filter((model) => model.id !== name && model.aliases.includes(name)),
  ];
  return named.find((model) => !isRetired(model, now)) ?? named[0];
}

export function isRetired(model: Model, now: number): boolean {
  return model.retiredAt !== undefined && model.retiredAt <= now;
}

/**
 * What may be sent to a model besides text.
 * @returns undefined if the server does not list it
 */
export function capabilitiesOf(
  model: string,
  models: readonly Model[],
  now = Date.now(),
): { readonly sees: boolean; readonly reasons: boolean } | undefined {
  const found = findModel(model, models, now)?.capabilities;
  return found && { sees: found.sees === true, reasons: found.reasons === true };
}

export function isList<T>(value: readonly T[] | ApiProblem): value is readonly T[] {
  return Array.isArray(value);
}
