import type { FoundKey, FoundKeys, NothingFound } from "./found";
import { readKeysFromJson } from "./importJson";
import { readKeysFromEnvironment, readKeysFromText } from "./importText";

/** A pool larger than this is a mistake, and SecretStorage is no database. */
export const MOST_KEYS = 100;

/**
 * Reads what a person brings in at once, by what it looks like: JSON, the lines of an `.env`, or keys one after another.
 */
export function readKeys(content: string): FoundKeys | NothingFound {
  // A byte order mark counts as white space.
  const text = content.trim();
  if (text === "") {
    return { sentence: "There is nothing in it; bring in a text with at least one key." };
  }
  const found = /^[[{]/.test(text) ? readKeysFromJson(text) : (readKeysFromEnvironment(text) ?? readKeysFromText(text));
  if ("sentence" in found) {
    return found;
  }
  const keys = withoutRepeats(found.keys);
  if (keys.length === 0) {
    return {
      sentence:
        "No key was found; check that each key stands on a line of its own, or after MISTRAL_API_KEY= as in an .env file.",
    };
  }
  if (keys.length > MOST_KEYS) {
    return { sentence: `These are ${keys.length} keys; bring in at most ${MOST_KEYS} at once.` };
  }
  return { ...found, keys };
}

function withoutRepeats(keys: readonly FoundKey[]): readonly FoundKey[] {
  const unique = new Map<string, FoundKey>();
  for (const key of keys) {
    unique.set(key.secret, unique.get(key.secret) ?? key);
  }
  return [...unique.values()];
}
