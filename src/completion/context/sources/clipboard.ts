import type { ContextSource } from "../source";
import type { KnownFiles } from "../knownFiles";

const LONGEST = 1_500;

/** What the person has copied, if the settings ask for it. */
export function clipboard({ port }: KnownFiles): ContextSource {
  return {
    name: "clipboard",
    async collect() {
      const text = await port.clipboard();
      if (text === undefined || text.trim() === "" || text.length > LONGEST) return {};
      return { pieces: [{ path: "clipboard", lines: text.split("\n"), weight: 0.2, source: { path: "clipboard" } }] };
    },
  };
}
