import { type ParseError, parse } from "jsonc-parser";
import { record } from "../record";
import type { FoundKeys, NothingFound } from "./found";
import { looksLikeKey } from "./looksLikeKey";

const FORM = '{"mistral": {"keys": ["…"]}}';

/** `{"mistral": {"keys": ["…"], "model": "…", "context_window": 32768}}`, or a bare list of keys. */
export function readKeysFromJson(text: string): FoundKeys | NothingFound {
  const errors: ParseError[] = [];
  const parsed: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined) {
    const line = text.slice(0, error.offset).split("\n").length;
    return { sentence: `The JSON is broken in line ${line}; mend it, or paste the keys by themselves.` };
  }
  if (Array.isArray(parsed)) {
    return { keys: keysIn(parsed) };
  }
  const section = record(parsed)["mistral"];
  if (section === undefined) {
    return { sentence: `The JSON has no section for Mistral; it should look like ${FORM}.` };
  }
  const { keys, model, context_window: contextWindow } = record(section);
  const found = keysIn(Array.isArray(keys) ? keys : [keys]);
  if (found.length === 0) {
    return { sentence: `The section for Mistral holds no key; it should look like ${FORM}.` };
  }
  return {
    keys: found,
    ...(isModelName(model) && found.every(({ secret }) => !model.includes(secret)) ? { model } : {}),
    ...(Number.isSafeInteger(contextWindow) && Number(contextWindow) > 0
      ? { contextWindow: Number(contextWindow) }
      : {}),
  };
}

function keysIn(values: readonly unknown[]): FoundKeys["keys"] {
  return values
    .map((value) => (typeof value === "string" ? value.trim() : ""))
    .filter(looksLikeKey)
    .map((secret) => ({ secret }));
}

function isModelName(value: unknown): value is string {
  return typeof value === "string" && /^[\w./:@-]{1,120}$/.test(value);
}
