import type { Recipe } from "./recipe";

export const fix: Recipe = {
  id: "fix",
  title: "Fix",
  codeActionKind: "quickfix",
  needsDiagnostics: true,
  rewrites: true,
  plan: ({ diagnostics }, { rewrite }) =>
    rewrite(
      `Fix these problems with the smallest change that is right; do not silence them:\n${diagnostics.join("\n")}`,
    ),
};
