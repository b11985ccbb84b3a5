import { createHash } from "node:crypto";
import type { NamedBy } from "../workspace/classify";

/** Who proposes a change: it is shown, and kept with what was written. */
export interface Origin {
  readonly kind: "refactoring" | "chat";
  /** A recipe's id, or a conversation's. */
  readonly id: string;
  /** The address of the file that the person acted in, if they did: no model has chosen it. */
  readonly target?: string;
  /** The person has chosen all files, as where they take back what was written. */
  readonly isPersonal?: true;
}

/** A file as it was when a change was made for it: whether it still is, is judged by this. */
export interface Snapshot {
  /** The document's text, with its own line ends, and without a byte order mark. */
  readonly text: string;
  /** Of `text` (`hashOf`). */
  readonly hash: string;
  /** The open document's, if it was open. */
  readonly version: number | undefined;
  readonly eol: "\n" | "\r\n";
  /** As VS Code names it, such as `utf8bom`. */
  readonly encoding: string;
  /** It had changes that were not saved. */
  readonly isDirty: boolean;
}

/** What is to happen to one file. Addresses are URIs as strings. */
export type FileChange =
  | { readonly kind: "edit"; readonly uri: string; readonly before: Snapshot; readonly after: string }
  /** In the encoding that the person has set for its place, unless it is to have another. */
  | { readonly kind: "create"; readonly uri: string; readonly after: string; readonly encoding?: string }
  /** Its text may change along with its name. */
  | {
      readonly kind: "rename";
      readonly uri: string;
      readonly to: string;
      readonly before: Snapshot;
      readonly after: string;
    }
  | { readonly kind: "delete"; readonly uri: string; readonly before: Snapshot };

/** A proposed change of one file or several. Nothing of it is on disk until it is accepted. */
export interface ChangeSet {
  readonly id: string;
  readonly origin: Origin;
  /** What the review and the undo step are called. */
  readonly title: string;
  /** What the model says it did. */
  readonly summary: string;
  /** Each address at most once. */
  readonly files: readonly FileChange[];
}

/** The text that is to stand there in the end; undefined where nothing is. */
export function textAfter(change: FileChange): string | undefined {
  return change.kind === "delete" ? undefined : change.after;
}

/** The text that stands there now; undefined for a file that is to be created. */
export function textBefore(change: FileChange): string | undefined {
  return change.kind === "create" ? undefined : change.before.text;
}

/** Who says which file it is, for `refusedWrite`. Where a file is made, moved to or deleted, a model says; what it edits, the person may have. */
export function namedBy(
  { origin }: Pick<ChangeSet, "origin">,
  { kind, uri }: Pick<FileChange, "kind" | "uri">,
): NamedBy {
  return origin.isPersonal || (kind === "edit" && origin.target === uri) ? "person" : "model";
}

/** Where it is when the change is done. */
export function uriAfter(change: FileChange): string {
  return change.kind === "rename" ? change.to : change.uri;
}

/** SHA-256 of a text's UTF-8, in hexadecimal. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
