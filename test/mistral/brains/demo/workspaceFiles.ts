import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { preciseNow } from "../../recorder";

export interface WorkspaceFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  /** With `\n` as its line ends. */
  readonly text: string;
}

const skipped = new Set(["node_modules", "dist", "out", "build", "target", "coverage"]);
const maxFiles = 2000;
const maxBytes = 256 * 1024;
const freshMs = 1000;

/** The text files of a folder, read again when they have changed. */
export class WorkspaceFiles {
  readonly #folder: string;
  readonly #known = new Map<string, { readonly changedAt: number; readonly file: WorkspaceFile | undefined }>();
  #lastRead: { readonly at: number; readonly files: Promise<readonly WorkspaceFile[]> } | undefined;

  readonly #now: () => number;

  constructor(folder: string, now: () => number = preciseNow) {
    this.#folder = folder;
    this.#now = now;
  }

  read(): Promise<readonly WorkspaceFile[]> {
    if (this.#lastRead === undefined || this.#now() - this.#lastRead.at > freshMs) {
      this.#lastRead = { at: this.#now(), files: this.#readAll() };
    }
    return this.#lastRead.files;
  }

  async #readAll(): Promise<readonly WorkspaceFile[]> {
    const paths: string[] = [];
    await collect(this.#folder, "", paths);
    const files: WorkspaceFile[] = [];
    for (const path of paths) {
      const file = await this.#readOne(path);
      if (file !== undefined) files.push(file);
    }
    return files;
  }

  async #readOne(path: string): Promise<WorkspaceFile | undefined> {
    const full = join(this.#folder, path);
    try {
      const { mtimeMs, size } = await stat(full);
      const known = this.#known.get(path);
      if (known?.changedAt === mtimeMs) return known.file;
      const text = size > maxBytes ? "\0" : await readFile(full, "utf8");
      const file = text.includes("\0") ? undefined : { path, text: text.replaceAll("\r\n", "\n") };
      this.#known.set(path, { changedAt: mtimeMs, file });
      return file;
    } catch {
      return undefined; // It vanished, or may not be read: it is no part of what the demo knows.
    }
  }
}

/** Files in the order of their names. Links are not followed, so there are no circles. */
async function collect(folder: string, prefix: string, paths: string[]): Promise<void> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (paths.length >= maxFiles) return;
    const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isFile()) paths.push(path);
    else if (entry.isDirectory() && !skipped.has(entry.name) && !entry.name.startsWith(".")) {
      await collect(folder, path, paths);
    }
  }
}
