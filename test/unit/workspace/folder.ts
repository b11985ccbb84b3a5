import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type Address, LOCAL } from "../../../src/workspace/address";
import { refusedRead } from "../../../src/workspace/classify";
import { follow, isInGitDirectory } from "../../../src/workspace/follow";
import type { Followed, WorkspacePort } from "../../../src/workspace/port";

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

/** On this machine. */
export function here(path: string): Address {
  return { system: LOCAL, path: path.replace(/\/$/, "") };
}

/** A workspace of real folders. */
export function workspaceOf(
  roots: readonly string[],
  untitled: Readonly<Record<string, string>> = {},
  excluded: (path: string) => string | undefined = () => undefined,
): WorkspacePort {
  const workspace: WorkspacePort = {
    excluded: ({ path }) => excluded(path),
    roots: roots.map((path) => ({ name: basename(path), ...here(path) })),
    ignoresCase: false,
    isTrusted: true,
    untitled: (name) => untitled[name],
    follow({ path }): Followed {
      const followed = follow(path || "/");
      return "path" in followed ? { kind: followed.kind, real: here(followed.path) } : followed;
    },
    isInGitDirectory: ({ path }) => isInGitDirectory(path),
    kind: async () => undefined,
    async list({ path }) {
      const entries = await readdir(path, { withFileTypes: true });
      return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
    },
    async *read(address, signal, outside) {
      const refused = refusedRead(address, outside, workspace);
      if (refused !== undefined) {
        throw new Error(refused);
      }
      for await (const piece of createReadStream(address.path, { signal })) {
        yield piece as Uint8Array;
      }
    },
  };
  return workspace;
}
