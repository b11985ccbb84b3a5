import { mayBeContext } from "../../../src/completion/context/exclude";
import { namesOfLine } from "../../../src/completion/context/identifiers";
import { OutlineReader } from "../../../src/completion/context/outline";
import type { ContextPort, Definition, Edit, OpenDocument } from "../../../src/completion/context/port";
import type { Hunk } from "./hunks";
import type { Repository } from "./repository";

/** How near the cursor a name must stand for its definition to be asked for, 0–1. */
const NEAR = 0.4;
const MOST_DEFINITIONS = 40;

/** An editor with one document open: the one that lacks the hunk. Nothing in it knows the hidden lines. */
export class OneDocumentEditor {
  private readonly paths: readonly string[];
  private readonly declarations = new Map<string, readonly Definition[]>();
  private document: OpenDocument | undefined;
  private edits: readonly Edit[] = [];
  private version = 0;

  constructor(private readonly repository: Repository) {
    this.paths = [...repository.files.keys()].filter(mayBeContext);
    for (const path of this.paths) this.declarations.set(path, declarationsIn(path, repository.files.get(path) ?? ""));
  }

  open({ snapshot, text }: Hunk, edits: readonly Edit[]): void {
    this.document = { path: snapshot.path, version: ++this.version, text: () => text };
    this.edits = edits;
  }

  readonly port: ContextPort = {
    openDocuments: () => (this.document ? [this.document] : []),
    recentFiles: () => [],
    files: async () => this.paths,
    readText: async (path) => this.textOf(path),
    definitions: async (query) =>
      // Stands for a language server: the names around the cursor, looked up among all declarations.
      this.paths
        .flatMap((path) =>
          path === this.document?.path
            ? declarationsIn(path, this.document.text())
            : (this.declarations.get(path) ?? []),
        )
        .filter(({ name }) => (query.near.get(name) ?? 0) > NEAR)
        .slice(0, MOST_DEFINITIONS),
    edits: () => this.edits,
    problems: () => [],
    clipboard: async () => undefined,
  };

  private textOf(path: string): string | undefined {
    return path === this.document?.path ? this.document.text() : this.repository.files.get(path);
  }
}

function declarationsIn(path: string, text: string): Definition[] {
  const lines = text.split("\n");
  const reader = new OutlineReader();
  for (const [at, line] of lines.entries()) if (line.trim() !== "") reader.read(at, line);
  return reader
    .outline(lines.length)
    .filter(({ owner }) => owner === undefined)
    .flatMap(({ at: line }) => {
      const [name] = namesOfLine(lines[line] ?? "");
      return name === undefined ? [] : [{ path, line, name }];
    });
}
