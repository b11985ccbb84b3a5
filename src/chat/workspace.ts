/** A folder that the person opened. `path` is a URI path: absolute, forward slashes, no trailing slash. */
export interface Root {
  readonly name: string;
  readonly path: string;
}

/** What is there in the workspace. Paths are URI paths. */
export interface FolderPort {
  readonly roots: readonly Root[];
  /** Whether two paths that differ only in case name the same file. */
  readonly ignoresCase: boolean;
  /** What is at `path`, with symbolic links followed, or undefined if there is nothing. */
  resolve(path: string): Promise<{ readonly kind: "file" | "folder"; readonly realPath: string } | undefined>;
  /** The names in a folder, folders with a trailing slash. */
  list(path: string): Promise<readonly string[]>;
  /** The text of an open document that has no file yet, by the name its tab shows. */
  untitled(name: string): string | undefined;
}

/** What the chat's tools may know of the workspace. */
export interface WorkspacePort extends FolderPort {
  /** Why a file is never read, as a sentence; undefined if it may be. Asked again when it is read. */
  excluded(path: string): string | undefined;
  /** A file's bytes in pieces, as the person sees them: unsaved changes count. */
  read(path: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
}
