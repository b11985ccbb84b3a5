import type { Recipe } from "./recipe";

export const refactor: Recipe = {
  id: "refactor",
  title: "Refactor",
  codeActionKind: "refactor.rewrite.codestral",
  needsDiagnostics: false,
  rewrites: true,
  asks: {
    prompt: "What should be done with this code?",
    placeHolder: "Extract the validation into a function of its own",
  },
  plan: ({ request }, { rewrite }) => rewrite(request),
};
