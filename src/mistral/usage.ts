import type { UsageInfo } from "@mistralai/mistralai/models/components/usageinfo";
import { record } from "./record";

/** What one request took: tokens, and where the server counts them, other things. */
export interface Usage {
  readonly prompt: number;
  readonly completion: number;
  /** The part of `prompt` that the server had seen before. */
  readonly cached: number;
  /** Of documents that were read. */
  readonly pages?: number;
  readonly audioSeconds?: number;
  /** Of text that was spoken. */
  readonly characters?: number;
}

/** What a request may take besides tokens. */
export const OTHER_UNITS = ["pages", "audioSeconds", "characters"] as const;

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

/** What an answer in JSON says that it took; undefined if it says nothing. */
export function usageIn(answer: unknown): Usage | undefined {
  const { usage, usage_info: info } = record(answer);
  const [said, more] = [record(usage), record(info)];
  const { prompt_tokens: prompt, completion_tokens: completion, prompt_audio_seconds: audioSeconds } = said;
  const cached = record(said["prompt_tokens_details"])["cached_tokens"];
  const pages = more["pages_processed"];
  return [prompt, completion, audioSeconds, pages].some(isCount)
    ? {
        ...{ prompt: countOf(prompt), completion: countOf(completion), cached: countOf(cached) },
        ...(isCount(pages) ? { pages } : {}),
        ...(isCount(audioSeconds) ? { audioSeconds } : {}),
      }
    : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function countOf(value: unknown): number {
  return isCount(value) ? value : 0;
}

/** Characters of code that make a token, on average: measured on Mistral's tokenizers it lies between 3 and 4. */
export const CHARACTERS_A_TOKEN = 3.5;

export function aboutTokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_A_TOKEN);
}
