/** How an answer's form is asked for, the best first. Whoever refuses one is asked in the next. */
export const FORMS = ["json_schema", "json_object", "text"] as const;
export type Form = (typeof FORMS)[number];

/** Fields without which a request still asks for the same. */
const DISPENSABLE = [
  "prompt_cache_key",
  "stream_options",
  "parallel_tool_calls",
  "metadata",
  "random_seed",
  "prediction",
  "reasoning_effort",
  "service_tier",
  "temperature",
] as const;

const UNKNOWN =
  /\b(extra|unknown|unrecogni[sz]ed|unsupported|unexpected|(not|does not|doesn't|isn't) (permitted|support(ed)?|allowed|recogni[sz]ed|accept(ed)?|implemented))\b/i;

const ABOUT_FORM = /response_?format|json_?object|schema|structured output|grammar/i;

/** What of a request a server does not take. */
export interface Refused {
  readonly fields: readonly string[];
  readonly form: boolean;
}

/**
 * Reads out of a refusal what a server that is not quite the API does not take.
 * @param said what the server said, in words
 */
export function refusedBy(status: number, said: string): Refused {
  const isRefusal = status === 400 || status === 422 || status === 501;
  return {
    fields:
      isRefusal && UNKNOWN.test(said) ? DISPENSABLE.filter((field) => new RegExp(`\\b${field}\\b`).test(said)) : [],
    form: isRefusal && ABOUT_FORM.test(said),
  };
}
