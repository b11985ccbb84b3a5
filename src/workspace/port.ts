import type { Address } from "./address";

export type Access = "read" | "write";

/** A folder that the person opened. */
export interface Root extends Address {
  readonly name: string;
}

/** Where an address leads. `real` is without links; of what is not there yet, it is where it would come to be. */
export type Followed =
  /** `other` is a pipe, a socket or a device. */
  | { readonly kind: "file" | "folder" | "other" | "nothing"; readonly real: Address }
  /** Links that lead to each other, or a folder on the way that cannot be looked into. */
  | { readonly kind: "loop" | "closed" };

/** What is there in the workspace. */
export interface FolderPort {
  readonly roots: readonly Root[];
  /** Whether two paths that differ only in case or Unicode form name the same file. */
  readonly ignoresCase: boolean;
  /** False in Restricted Mode. */
  readonly isTrusted: boolean;
  /** Where an address leads at this moment, all symbolic links followed. Asked only of what is on a disk. */
  follow(address: Address): Followed;
  /** Whether it lies in a folder that Git keeps a repository in, whatever that is called. Asked only of what is on a disk. */
  isInGitDirectory(address: Address): boolean;
  /** What is there, or undefined if there is nothing. Asked only of what is not on a disk. */
  kind(address: Address): Promise<"file" | "folder" | undefined>;
  /** The names in a folder, folders with a trailing slash. */
  list(address: Address): Promise<readonly string[]>;
  /** The text of an open document that has no file yet, by the name its tab shows. */
  untitled(name: string): string | undefined;
}

/** What features may know of the workspace. */
export interface WorkspacePort extends FolderPort {
  /**
   * Why a file is never sent, by its address alone (no link is followed), as a sentence; undefined if it may be.
   * @param name what the sentence calls it
   */
  excluded(address: Address, name: string): string | undefined;
  /**
   * A file's bytes in pieces, as the person sees them: unsaved changes count. Judged again when it is read.
   * @param outside where the file outside of the workspace truly is that the person allows to be read by this address
   */
  read(address: Address, signal: AbortSignal, outside?: Address): AsyncIterable<Uint8Array>;
}
