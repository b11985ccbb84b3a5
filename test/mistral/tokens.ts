const charactersPerToken = 4;

/** Cuts text into pieces of four characters, never inside a surrogate pair. They join to the text again. */
export function splitTokens(text: string): string[] {
  const characters = Array.from(text);
  const tokens: string[] = [];
  for (let at = 0; at < characters.length; at += charactersPerToken) {
    tokens.push(characters.slice(at, at + charactersPerToken).join(""));
  }
  return tokens;
}

/** How many tokens a text of the request counts for. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}
