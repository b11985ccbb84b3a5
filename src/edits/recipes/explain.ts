import type { Recipe } from "./recipe";

export const explain: Recipe = {
  id: "explain",
  title: "Explain",
  instruction: () => "Explain what this code does and why it is written this way; name what could go wrong.",
  answer: "chat",
  codeActionKind: "refactor.codestral.explain",
  needsDiagnostics: false,
};
