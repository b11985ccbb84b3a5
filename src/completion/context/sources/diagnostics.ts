import { commented } from "../comments";
import type { ContextSource } from "../source";
import type { KnownFiles } from "../knownFiles";

/** Lines from the cursor within which a problem has to do with what is being written. */
const NEAR = 20;
const MOST = 3;
const LONGEST = 200;

/** What is wrong near the cursor, in the words of the language's tools, as comments. */
export function diagnostics({ port }: KnownFiles): ContextSource {
  return {
    name: "diagnostics",
    collect(query) {
      const pieces = port
        .problems(query)
        .filter(({ distance }) => distance <= NEAR)
        .sort((a, b) => a.distance - b.distance)
        .slice(0, MOST)
        .map(({ message }) => ({
          path: query.path,
          lines: [commented(`Problem: ${message.replace(/\s+/g, " ").slice(0, LONGEST)}`, query.path)],
          weight: 0.3,
          source: { path: `problems of ${query.path}` },
        }));
      return { pieces };
    },
  };
}
