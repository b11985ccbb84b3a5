/** Finds stop strings across tokens, keeping back what may still become one. */
export class StopStrings {
  readonly #stops: readonly string[];
  #held = "";

  constructor(stop: string | readonly string[] | null | undefined) {
    this.#stops = (typeof stop === "string" ? [stop] : (stop ?? [])).filter((string) => string !== "");
  }

  /** The text that can be said now, and whether a stop string follows it. */
  take(token: string): { readonly text: string; readonly stopped: boolean } {
    const text = this.#held + token;
    const at = Math.min(...this.#stops.map((stop) => text.indexOf(stop)).filter((found) => found >= 0));
    if (Number.isFinite(at)) {
      this.#held = "";
      return { text: text.slice(0, at), stopped: true };
    }
    const held = Math.max(0, ...this.#stops.map((stop) => lengthOfBeginning(text, stop)));
    this.#held = text.slice(text.length - held);
    return { text: text.slice(0, text.length - held), stopped: false };
  }

  /** What was kept back and did not become a stop string. */
  flush(): string {
    const rest = this.#held;
    this.#held = "";
    return rest;
  }
}

/** How many of the last characters of `text` are how `stop` begins. */
function lengthOfBeginning(text: string, stop: string): number {
  for (let length = Math.min(stop.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length;
  }
  return 0;
}
