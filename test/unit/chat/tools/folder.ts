import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, readdir, realpath, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { WorkspacePort } from "../../../../src/chat/workspace";

/** A real folder on disk that is gone after the test. */
export class TemporaryFolder {
  private constructor(readonly path: string) {}

  static async create(): Promise<TemporaryFolder> {
    return new TemporaryFolder(await realpath(await mkdtemp(join(tmpdir(), "codestral-unit-"))));
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(this.path, path)), { recursive: true });
    await writeFile(join(this.path, path), content);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}

/** A workspace of real folders. */
export function workspaceOf(
  roots: readonly string[],
  untitled: Readonly<Record<string, string>> = {},
  excluded: (path: string) => string | undefined = () => undefined,
): WorkspacePort {
  return {
    excluded,
    roots: roots.map((path) => ({ name: basename(path), path })),
    ignoresCase: false,
    untitled: (name) => untitled[name],
    async resolve(path) {
      try {
        const kind = (await stat(path)).isDirectory() ? "folder" : "file";
        return { kind, realPath: await realpath(path) };
      } catch {
        return undefined;
      }
    },
    async list(path) {
      const entries = await readdir(path, { withFileTypes: true });
      return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
    },
    async *read(path, signal) {
      for await (const piece of createReadStream(path, { signal })) {
        yield piece as Uint8Array;
      }
    },
  };
}
