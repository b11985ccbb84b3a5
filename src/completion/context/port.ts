import type { ContextQuery } from "./source";

/** A document of the editor. */
export interface OpenDocument {
  /** Within the workspace, with `/`. */
  readonly path: string;
  /** Another one whenever its text has changed. */
  readonly version: number;
  text(): string;
}

/** Where something is declared. */
export interface Definition {
  readonly path: string;
  /** From 0. */
  readonly line: number;
  /** What it is the definition of. */
  readonly name: string;
}

/** Lines that were changed. */
export interface Edit {
  readonly path: string;
  /** The first line of it now, from 0. */
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Something that the language's tools complain about. */
export interface Problem {
  /** Lines from the cursor. */
  readonly distance: number;
  readonly message: string;
}

/**
 * What the context needs of the editor. Everything is of the workspace; `path`s are within it, with `/`. What the person
 * excludes, and files that hold secrets, are not there for the context: they are not named, and have no text.
 */
export interface ContextPort {
  /** The text documents that are open, the one used last first. */
  openDocuments(): readonly OpenDocument[];
  /** Files that were looked at, the latest first. */
  recentFiles(): readonly string[];
  /** The workspace's source files; where there are too many, those near `path` first. */
  files(path: string, signal: AbortSignal): Promise<readonly string[]>;
  /** A file's text; undefined if it cannot be had or is no text. */
  readText(path: string, signal: AbortSignal): Promise<string | undefined>;
  /** Definitions of what stands around the cursor, by the language server. */
  definitions(query: ContextQuery, signal: AbortSignal): Promise<readonly Definition[]>;
  /** Changes made in this session, the latest last. */
  edits(): readonly Edit[];
  /** In the document that is being written. */
  problems(query: ContextQuery): readonly Problem[];
  /** What the person has copied; undefined unless the settings ask for it. */
  clipboard(): Promise<string | undefined>;
}
