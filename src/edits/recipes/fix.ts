import type { Recipe } from "./recipe";

export const fix: Recipe = {
  id: "fix",
  title: "Fix",
  instruction: ({ diagnostics }) =>
    `Fix these problems with the smallest change that is right; do not silence them:\n${diagnostics.join("\n")}`,
  answer: "edit",
  codeActionKind: "quickfix",
  needsDiagnostics: true,
};
