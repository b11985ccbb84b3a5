import type { FoundKey, FoundKeys } from "./found";
import { looksLikeKey, standsOutAsKey } from "./looksLikeKey";

/** Several keys of one kind have several variables: `MISTRAL_API_KEY_2`, `MISTRAL_API_KEY_WORK`. */
const VARIABLE = /^[ \t]*(?:export[ \t]+)?((MISTRAL|CODESTRAL)_API_KEY(?:_\w+)?)[ \t]*=[ \t]*(.*)$/gm;

/**
 * The keys of an `.env`. Its other variables are other services' secrets and none of our business.
 * @returns undefined if no line sets a variable of ours
 */
export function readKeysFromEnvironment(text: string): FoundKeys | undefined {
  const variables = [...text.matchAll(VARIABLE)];
  if (variables.length === 0) {
    return undefined;
  }
  const keys = variables.flatMap(([, name = "", kind, value = ""]) =>
    valueOf(value)
      .split(/[,;\s]+/)
      .filter(looksLikeKey)
      .map((secret): FoundKey => ({ secret, name, ...(kind === "CODESTRAL" ? { isCodestral: true } : {}) })),
  );
  return { keys };
}

/** What stands in quotes, or all until a comment. */
function valueOf(rest: string): string {
  const quoted = /^(["'`])(.*?)\1/.exec(rest);
  return quoted?.[2] ?? rest.replace(/(^|\s)#.*$/, "").trim();
}

/** Keys one after another, some perhaps as `NAME=key`; whatever is no key is passed over. */
export function readKeysFromText(text: string): FoundKeys {
  const lines = text.split(/[\r\n]+/);
  const pieces = (lines.length > 1 ? lines.filter((line) => !/^\s*(#|\/\/)/.test(line)) : lines)
    .flatMap((line) => line.split(/[,;]+/))
    .map((piece) => piece.replace(/^\s*(?:export|set)\s+/, "").trim());
  return { keys: pieces.flatMap((piece) => keyIn(piece) ?? keysAmongWords(piece)) };
}

function keyIn(piece: string): FoundKey | undefined {
  const bare = unquoted(piece);
  const named = /^([\p{L}\p{N}_ .()-]{1,60}?)\s*=\s*(.+)$/u.exec(bare);
  const value = unquoted(named?.[2] ?? "");
  if (named && looksLikeKey(value)) {
    return withName(value, unquoted(named[1] ?? ""));
  }
  return looksLikeKey(bare) ? { secret: bare } : undefined;
}

/** A box of one line makes spaces of the line breaks in what is pasted. */
function keysAmongWords(piece: string): readonly FoundKey[] {
  const words = piece
    .replace(/\s*=\s*/g, "=")
    .split(/\s+/)
    .map(unquoted);
  return words.flatMap((word) => {
    const at = word.indexOf("=");
    const secret = unquoted(word.slice(at + 1));
    return standsOutAsKey(secret) ? [withName(secret, word.slice(0, Math.max(at, 0)))] : [];
  });
}

/** A name is shown to everybody, so it must not look as if it were a secret itself. */
function withName(secret: string, name: string): FoundKey {
  const isSecret = name.includes(secret) || /^(?=.*\d)[A-Za-z0-9]{20,}$/.test(name);
  return name === "" || isSecret ? { secret } : { secret, name };
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^(["'`])(.*)\1$/, "$2")
    .trim();
}
