import type { Source } from "../../mistral/request";

/** Text that is to be shown of one file, or of something else that has a name. */
export interface Chosen {
  /** Within the workspace, with `/`. */
  readonly path: string;
  /** Without its header. */
  readonly text: string;
  /** What it is worth beside the others. */
  readonly value: number;
  readonly source: Source;
}

/** The text of one file's lines in the context, or of one piece, with its header. */
export interface Block {
  readonly path: string;
  readonly text: string;
  readonly source: Source;
}
