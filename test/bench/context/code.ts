const C_LIKE = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`?/g;
const HASH = /#[^\n]*|"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/g;

/** The text with the insides of comments and strings blanked out; line for line the same. Expressions in templates stay. */
export function codeOf(path: string, text: string): string {
  return text.replace(/\.(?:py|rb|sh)$/.test(path) ? HASH : C_LIKE, (found) =>
    found.startsWith("`")
      ? found.replace(/\$\{([^}]*)\}|[^\n]/g, (_, inner?: string) => inner ?? " ")
      : found.replace(/[^\n]/g, " "),
  );
}
