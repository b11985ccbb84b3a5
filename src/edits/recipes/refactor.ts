import type { Recipe } from "./recipe";

export const refactor: Recipe = {
  id: "refactor",
  title: "Refactor",
  instruction: ({ request }) => request,
  answer: "edit",
  codeActionKind: "refactor.rewrite.codestral",
  needsDiagnostics: false,
};
