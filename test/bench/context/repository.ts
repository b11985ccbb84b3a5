import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

const LONGEST = 1_000_000;
const FOREIGN = /(?:^|\/)(?:node_modules|\.git)\//;

/** All text that a folder holds, by path. */
export interface Repository {
  readonly name: string;
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  /** Whether there is a history. */
  readonly git: boolean;
}

/** Reads the tracked files of a git repository as they are now, or all files of another folder. */
export function readRepository(folder: string): Repository {
  const git = existsSync(join(folder, ".git"));
  const paths = git
    ? execFileSync("git", ["ls-files", "-z"], { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 }).split("\0")
    : readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  const files = new Map<string, string>();
  for (const path of paths.filter((path) => path !== "" && !FOREIGN.test(path)).sort()) {
    const file = statSync(join(folder, path), { throwIfNoEntry: false });
    if (!file?.isFile() || file.size > LONGEST) continue;
    const text = readFileSync(join(folder, path), "utf8").replaceAll("\r\n", "\n");
    if (!text.includes("\0")) files.set(path, text);
  }
  return { name: basename(folder), folder, files, git };
}
