import type { Language } from "../languages";

/** The code to rewrite, with what surrounds it in its file. */
export interface CodeTarget {
  readonly instruction: string;
  readonly path: string;
  readonly extension: string;
  readonly language: Language;
  readonly before: string;
  readonly code: string;
  readonly after: string;
}

export interface Edit {
  readonly summary: string;
  readonly replacement: string;
  readonly elsewhere: readonly { readonly find: string; readonly replace: string }[];
}

export interface NewFile {
  readonly summary: string;
  readonly path: string;
  readonly content: string;
}

/** One way to rewrite; undefined when the instruction asks for something else. */
export type EditRule = (target: CodeTarget) => Edit | undefined;

export const indentOf = (code: string): string => /^[ \t]*/.exec(code)?.[0] ?? "";
