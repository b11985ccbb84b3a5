const INTERPOLATION = "${";
/** A quote in Rust is a lifetime's as often as a character's. */
const CHARACTER = /^'(?:\\.[^']*|[^'\\])'/;
const HASH_COMMENTS = new Set(["python", "php"]);
const SLASH_COMMENTS_NOT_IN = new Set(["python"]);

/**
 * Whether a line that stops here stops in code: not in a string, not in a comment. Only the line itself is looked at; what
 * began further above is the language server's to know.
 */
export function endsInCode(line: string, languageId: string): boolean {
  /** Quotes of the strings, and braces of the interpolations, that are open. */
  const open: string[] = [];
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    const inside = open.at(-1);
    if (inside !== undefined && inside !== "{") {
      if (character === "\\") {
        at++;
      } else if (character === inside) {
        open.pop();
      } else if (inside === "`" && line.startsWith(INTERPOLATION, at)) {
        open.push("{");
        at++;
      }
    } else if (startsComment(line, at, languageId)) {
      const end = line.startsWith("/*", at) ? line.indexOf("*/", at + 2) : -1;
      if (end === -1) {
        return false;
      }
      at = end + 1;
    } else if (character === "'" && languageId === "rust") {
      at += Math.max(1, CHARACTER.exec(line.slice(at))?.[0].length ?? 1) - 1;
    } else if (`"'\``.includes(character)) {
      open.push(character);
    } else if (inside === "{" && (character === "{" || character === "}")) {
      if (character === "{") {
        open.push("{");
      } else {
        open.pop();
      }
    }
  }
  const inside = open.at(-1);
  return inside === undefined || inside === "{";
}

function startsComment(line: string, at: number, languageId: string): boolean {
  if (line.charAt(at) === "#") {
    return HASH_COMMENTS.has(languageId);
  }
  return !SLASH_COMMENTS_NOT_IN.has(languageId) && (line.startsWith("//", at) || line.startsWith("/*", at));
}
