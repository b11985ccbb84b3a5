/** Characters of code that make a token, on average: measured on Mistral's tokenizers it lies between 3 and 4. */
const CHARACTERS_A_TOKEN = 3.5;

/** About how many tokens `text` costs in a prompt. */
export function estimatedTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_A_TOKEN);
}

/** About how many characters so many tokens hold. */
export function charactersOf(tokens: number): number {
  return Math.floor(tokens * CHARACTERS_A_TOKEN);
}
