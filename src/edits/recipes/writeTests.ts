import type { Recipe } from "./recipe";

export const writeTests: Recipe = {
  id: "writeTests",
  title: "Write Tests",
  codeActionKind: "refactor.rewrite.codestral.tests",
  needsDiagnostics: false,
  rewrites: false,
  plan: (_work, { addFile }) =>
    addFile(
      "Write tests for this code in a new file, with the test framework that the project's files suggest. Test what a user of the code relies on, with its edge cases and errors. Choose the file's path as the project would.",
    ),
};
