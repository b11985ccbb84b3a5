import type { Recipe } from "./recipe";

export const simplify: Recipe = {
  id: "simplify",
  title: "Simplify",
  codeActionKind: "refactor.rewrite.codestral.simplify",
  needsDiagnostics: false,
  rewrites: true,
  plan: (_work, { rewrite }) =>
    rewrite(
      "Simplify this code: less nesting, fewer names, no dead branches, the language's own means. Keep its behaviour and its interface exactly.",
    ),
};
