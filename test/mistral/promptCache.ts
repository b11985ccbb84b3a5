import { countTokens } from "./tokens";

const blockTokens = 64;
const remembered = 32;

/** What the API's cache would have known of a prompt: its longest known beginning, in blocks of 64 tokens. */
export class PromptCache {
  readonly #prompts: { readonly model: string; readonly prompt: string }[] = [];

  cachedTokens(model: string, prompt: string): number {
    const shared = this.#prompts.map((each) => (each.model === model ? sharedBeginning(each.prompt, prompt) : 0));
    this.#prompts.push({ model, prompt });
    if (this.#prompts.length > remembered) this.#prompts.shift();
    const tokens = countTokens(prompt.slice(0, Math.max(0, ...shared)));
    return Math.floor(tokens / blockTokens) * blockTokens;
  }
}

function sharedBeginning(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}
