import { CHARACTERS_A_TOKEN } from "../../mistral/usage";

/** About how many characters so many tokens hold. */
export function charactersOf(tokens: number): number {
  return Math.floor(tokens * CHARACTERS_A_TOKEN);
}
