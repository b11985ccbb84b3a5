import type { Snapshot } from "./changeSet";

/** The code that a refactoring is about, as it was when the person asked. */
export interface Target {
  readonly uri: string;
  /** As the model names it. */
  readonly path: string;
  readonly languageId: string;
  readonly eol: "\n" | "\r\n";
  /** The whole document. */
  readonly text: string;
  /** UTF-16 offsets into `text`. */
  readonly start: number;
  readonly end: number;
}

/** The same, with what tells later whether the document is still as it was. */
export interface SnapshotTarget extends Target {
  readonly before: Snapshot;
}
