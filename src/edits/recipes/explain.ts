import type { Recipe } from "./recipe";

const QUESTION = "Explain what this code does and why it is written this way; name what could go wrong.";

export const explain: Recipe = {
  id: "explain",
  title: "Explain",
  codeActionKind: "refactor.codestral.explain",
  needsDiagnostics: false,
  rewrites: false,
  plan: async ({ code, languageId }) => {
    // A fence must be longer than any run of backticks in the code.
    const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(Math.max(3, longest + 1));
    return { kind: "chat", message: `${QUESTION}\n\n${fence}${languageId}\n${code}\n${fence}` };
  },
};
