import { lstatSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, parse, sep } from "node:path";

/** Where a path leads. `path` is without links; of what is not there yet, it is where it would come to be. */
export type FollowedPath =
  | { readonly kind: "file" | "folder" | "nothing"; readonly path: string }
  /** A pipe, a socket or a device. */
  | { readonly kind: "other"; readonly path: string }
  /** Links that lead to each other. */
  | { readonly kind: "loop" }
  /** A folder on the way cannot be looked into. */
  | { readonly kind: "closed" };

/** As many as Linux follows. */
const MOST_LINKS = 40;

/**
 * Follows every symbolic link on the way: of folders, links that lead to nothing, and of the folders above a file that is not there
 * yet. Asks the disk at this moment, and at once: who writes may do so before anything else can run in this process.
 * @param path absolute, as the system writes it
 */
export function follow(path: string): FollowedPath {
  try {
    // The system's own: it also tells how names are truly written, where case does not matter or they have short forms.
    return { kind: kindOf(path), path: realpathSync.native(path) };
  } catch (error) {
    return isAbsent(error) ? followAbsent(path) : notFollowed(error);
  }
}

/** Step by step, as `..` after a link is not what it seems. */
function followAbsent(path: string): FollowedPath {
  const { root } = parse(path);
  let at = root;
  let links = 0;
  const steps = stepsOf(path.slice(root.length));
  for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
    if (step === "..") {
      at = dirname(at);
      continue;
    }
    const next = join(at, step);
    try {
      if (!lstatSync(next).isSymbolicLink()) {
        at = realpathSync.native(next);
        continue;
      }
      if (++links > MOST_LINKS) {
        return { kind: "loop" };
      }
      const target = readlinkSync(next);
      const top = isAbsolute(target) ? parse(target).root : "";
      at = top || at;
      steps.unshift(...stepsOf(target.slice(top.length)));
    } catch (error) {
      if (!isAbsent(error)) {
        return notFollowed(error);
      }
      at = next;
    }
  }
  return { kind: "nothing", path: at };
}

/** Whether a folder above a path is one that Git keeps a repository in: it knows them by these three names. */
export function isInGitDirectory(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (["HEAD", "objects", "refs"].every((name) => isThere(join(at, name)))) {
      return true;
    }
    if (at === dirname(at)) {
      return false;
    }
  }
}

function kindOf(path: string): "file" | "folder" | "other" {
  const stats = statSync(path);
  return stats.isDirectory() ? "folder" : stats.isFile() ? "file" : "other";
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function stepsOf(path: string): string[] {
  return path.split(sep === "\\" ? /[\\/]/ : "/").filter((step) => step !== "" && step !== ".");
}

function isAbsent(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "");
}

function notFollowed(error: unknown): FollowedPath {
  return { kind: codeOf(error) === "ELOOP" ? "loop" : "closed" };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
