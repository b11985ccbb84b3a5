/** What a refactoring is asked for: one file each, listed in `recipes/index.ts`. */
export interface Recipe {
  /** Also the name of the command: `codestral.<id>`. */
  readonly id: string;
  /** What the review's tab and the undo step are called. */
  readonly title: string;
  /** What the model is to do with the code. */
  instruction(facts: RecipeFacts): string;
  /** `edit` rewrites the target; `newFile` adds a file beside it; `chat` only talks about it. */
  readonly answer: "edit" | "newFile" | "chat";
  /** The code action kind it appears under in the lightbulb. */
  readonly codeActionKind: string;
  /** It has something to do only where there are problems. */
  readonly needsDiagnostics: boolean;
}

export interface RecipeFacts {
  /** What the person typed, for the recipe that asks. */
  readonly request: string;
  readonly languageId: string;
  /** Problems in the target, one line each. */
  readonly diagnostics: readonly string[];
}
