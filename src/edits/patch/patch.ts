/** A line of a hunk, without its mark. */
export interface HunkLine {
  readonly kind: "keep" | "remove" | "add";
  readonly text: string;
  /** As it was written: models forget the space ahead of a line that stays. */
  readonly written: string;
}

/** Lines that stand together. Line numbers and counts are not kept: models get them wrong. */
export interface PatchHunk {
  /** What the hunk stands below or in, outermost first: a class, a function. */
  readonly anchors: readonly string[];
  readonly lines: readonly HunkLine[];
  /** It ends with the file. */
  readonly endOfFile: boolean;
  /** The file has no line end behind its last line, before and after. */
  readonly lacksEnd: { readonly before: boolean; readonly after: boolean };
}

/** What a patch does to one file. Paths are as the model wrote them, without what version control puts ahead of them. */
export type FilePatch =
  | { readonly kind: "create"; readonly path: string; readonly text: string }
  /** `to`: it is renamed. */
  | { readonly kind: "edit"; readonly path: string; readonly to?: string; readonly hunks: readonly PatchHunk[] }
  | { readonly kind: "delete"; readonly path: string };

/** A text that holds no patch has a sentence that a model mends its call by. */
export type Parsed =
  | { readonly kind: "patch"; readonly files: readonly FilePatch[] }
  | { readonly kind: "unreadable"; readonly sentence: string };
