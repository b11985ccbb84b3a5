import { boolean, type Check, dictionary, integer, list, nullable, number, string, union } from "./schema";

/** The optional fields that FIM and chat share. */
export const sampling: Readonly<Record<string, Check>> = {
  temperature: nullable(number({ ge: 0, le: 1.5 })),
  max_tokens: nullable(integer({ ge: 0 })),
  stop: nullable(union({ str: string, "list[str]": list(string) })),
  random_seed: nullable(integer({ ge: 0 })),
  stream: boolean,
  metadata: nullable(dictionary),
  prompt_cache_key: nullable(string),
};
