import type { Cure } from "../../mistral/errors";
import type { ChangeSet } from "../changeSet";

/** What a refactoring is asked for: one file each, listed in `recipes/index.ts`. */
export interface Recipe {
  /** Also the name of the command: `codestral.<id>`. */
  readonly id: string;
  /** What the review's tab and the undo step are called. */
  readonly title: string;
  /** The code action kind it appears under in the lightbulb. */
  readonly codeActionKind: string;
  /** It has something to do only where there are problems. */
  readonly needsDiagnostics: boolean;
  /** It changes the code that it is asked for, which must be writable then. */
  readonly rewrites: boolean;
  /** What the person is asked first; without an answer nothing is done. */
  readonly asks?: Question;
  /** What comes of it. Nothing is written. */
  plan(work: Work, tools: Tools): Promise<Plan>;
}

export interface Question {
  readonly prompt: string;
  readonly placeHolder: string;
}

/** What a recipe works on. */
export interface Work {
  /** What the person answered to its question, else empty. */
  readonly request: string;
  readonly languageId: string;
  readonly code: string;
  /** Problems in the code, one line each. */
  readonly diagnostics: readonly string[];
}

/** What a recipe can have done, with progress that the person sees and can end. */
export interface Tools {
  /** The model rewrites the code, and what else of its file must change with it. */
  readonly rewrite: (instruction: string) => Promise<Plan>;
  /** The model adds a file beside it. */
  readonly addFile: (instruction: string) => Promise<Plan>;
}

/** What comes of a recipe. */
export type Plan =
  /** To be reviewed. With the model's answer, which a further turn refers to. */
  | { readonly kind: "changes"; readonly set: ChangeSet; readonly answer: string }
  /** To be shown in the code and in the list of problems. */
  | { readonly kind: "diagnostics"; readonly findings: readonly Finding[] }
  /** To be read, and kept by whoever wants it. */
  | { readonly kind: "text"; readonly text: string; readonly languageId: string }
  /** To be answered in the chat. */
  | { readonly kind: "chat"; readonly message: string }
  | { readonly kind: "nothing"; readonly summary: string }
  | { readonly kind: "cancelled" }
  | { readonly kind: "problem"; readonly sentence: string; readonly cure?: Exclude<Cure, "continue"> };

/** What a recipe has found in the code. Lines count from 0, from the first line of the code. */
export interface Finding {
  readonly first: number;
  readonly last: number;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly message: string;
}
