import type { UsageInfo } from "@mistralai/mistralai/models/components/usageinfo";

/** Tokens of one request. `cached` is the part of `prompt` that the server had seen before. */
export interface Usage {
  readonly prompt: number;
  readonly completion: number;
  readonly cached: number;
}

export const NO_USAGE: Usage = { prompt: 0, completion: 0, cached: 0 };

export function usageOf(info: UsageInfo): Usage {
  const details = info["prompt_tokens_details"];
  const cached =
    typeof details === "object" && details !== null && "cached_tokens" in details ? details.cached_tokens : 0;
  return {
    prompt: info.promptTokens ?? 0,
    completion: info.completionTokens ?? 0,
    cached: typeof cached === "number" ? cached : 0,
  };
}

/** Characters of code that make a token, on average: measured on Mistral's tokenizers it lies between 3 and 4. */
export const CHARACTERS_A_TOKEN = 3.5;

export function aboutTokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_A_TOKEN);
}
