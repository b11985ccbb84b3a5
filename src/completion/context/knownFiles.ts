import { mayBeContext } from "./exclude";
import { type Import, importsOf } from "./imports";
import { type IndexedFile, Library } from "./library";
import { distance, ENDING, PathIndex } from "./paths";
import type { Pauses } from "./pause";
import type { ContextPort } from "./port";
import type { ContextQuery } from "./source";

/** How many files of the workspace are looked at beside those that are open. */
const MOST_READ = 360;
/** Imports stand within so many lines of a file. */
const HEAD = 300;
/** Files with the same ending as the one being written tell more: others count as if they lay so many folders away. */
const OTHER_LANGUAGE = 6;

/** One file's use of another. */
interface Use {
  readonly path: string;
  /** What is imported, if the import says it. */
  readonly names: readonly string[];
}

/** What a file says of itself; forgotten with the file. */
interface Facts {
  imports?: readonly Import[];
}

/** Keeps the library in step with the editor, file by file, and knows which file imports which. */
export class KnownFiles {
  readonly library = new Library();
  private paths = new PathIndex([]);
  private readonly versions = new Map<string, number>();
  private readonly facts = new WeakMap<IndexedFile, Facts>();

  constructor(readonly port: ContextPort) {}

  /** Takes in what has changed, and files near `query.path` that are not known yet. */
  async update(query: ContextQuery, pauses: Pauses): Promise<void> {
    const { signal } = pauses;
    const listed = await this.port.files(query.path, signal);
    if (listed !== this.paths.paths) this.paths = new PathIndex(listed);
    for (const document of this.port.openDocuments()) {
      const known = this.library.get(document.path) && this.versions.get(document.path) === document.version;
      if (known || !mayBeContext(document.path)) continue;
      await this.library.put(document.path, document.text(), pauses);
      if (signal.aborted) return;
      this.versions.set(document.path, document.version);
    }
    for (const path of this.wantedFor(query)) {
      if (!(await pauses.due())) return;
      await this.file(path, pauses);
      this.importsIn(path);
    }
  }

  /** A file of the library, read first if it is not there yet. */
  async file(path: string, pauses: Pauses): Promise<IndexedFile | undefined> {
    if (!this.library.get(path) && mayBeContext(path)) {
      const text = await this.port.readText(path, pauses.signal);
      if (text !== undefined && !pauses.signal.aborted) await this.library.put(path, text, pauses);
    }
    return this.library.get(path);
  }

  /** The file has changed on the disk, or its document has been closed. */
  forget(path: string): void {
    this.library.forget(path);
    this.versions.delete(path);
  }

  forgetAll(): void {
    this.library.forgetAll();
    this.versions.clear();
  }

  /** The workspace's files that `path` imports. */
  importsOf(path: string): readonly Use[] {
    return this.importsIn(path).flatMap(({ from, names }) =>
      this.paths.resolve(from, path).map((target) => ({ path: target, names })),
    );
  }

  /** The files known so far that import `path`. */
  importersOf(path: string): readonly Use[] {
    const last = path.replace(ENDING, "").split("/").at(-1) ?? "";
    return [...this.library.all()]
      .filter((other) => other.path !== path)
      .flatMap((other) =>
        this.importsIn(other.path)
          .filter(({ from }) => from.includes(last) && this.paths.resolve(from, other.path).includes(path))
          .map(({ names }) => ({ path: other.path, names })),
      );
  }

  private importsIn(path: string): readonly Import[] {
    const file = this.library.get(path);
    if (!file) return [];
    const facts = this.factsOf(file);
    facts.imports ??= importsOf(file.lines.slice(0, HEAD).join("\n"));
    return facts.imports;
  }

  private factsOf(file: IndexedFile): Facts {
    const facts = this.facts.get(file) ?? {};
    this.facts.set(file, facts);
    return facts;
  }

  private wantedFor({ path }: ContextQuery): readonly string[] {
    const ending = /\.[^.]*$/.exec(path)?.[0] ?? "";
    const near = this.paths.paths
      .map((other) => ({ other, far: distance(path, other) + (other.endsWith(ending) ? 0 : OTHER_LANGUAGE) }))
      .sort((a, b) => a.far - b.far)
      .map(({ other }) => other);
    const imported = this.importsOf(path).map((one) => one.path);
    return [...new Set([...imported, ...this.port.recentFiles(), ...near])].filter(mayBeContext).slice(0, MOST_READ);
  }
}
