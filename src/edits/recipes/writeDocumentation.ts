import type { Recipe } from "./recipe";

export const writeDocumentation: Recipe = {
  id: "writeDocumentation",
  title: "Write Documentation",
  codeActionKind: "refactor.rewrite.codestral.documentation",
  needsDiagnostics: false,
  rewrites: true,
  plan: ({ languageId }, { rewrite }) =>
    rewrite(
      `Document this code in the form that is usual for ${languageId} (doc comments). Say what the names do not say: units, ranges, errors, side effects. Change nothing but comments.`,
    ),
};
