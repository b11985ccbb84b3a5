import ignore, { type Ignore } from "ignore";

/** The rule that excludes a file, and where it stands. */
export interface IgnoreMatch {
  readonly pattern: string;
  /** The ignore file, within its workspace folder, with `/`. */
  readonly file: string;
}

/**
 * The ignore files of one workspace folder, each of which holds for what lies beside and below it. A deeper one overrules
 * those above it, but what lies in an excluded folder stays excluded, as in Git.
 */
export class IgnoreFiles {
  /** By the folder that they lie in: `` or `a/b/`. */
  private readonly matchers = new Map<string, Ignore>();

  /** @param name what such a file is called @param ignoresCase whether paths that differ in case only are the same */
  constructor(
    private readonly name: string,
    private readonly ignoresCase: boolean,
  ) {}

  /** @param path of the ignore file, within the folder, with `/` @param text undefined: it is no longer there */
  set(path: string, text: string | undefined): void {
    const folder = path.slice(0, path.length - this.name.length);
    if (text === undefined) {
      this.matchers.delete(folder);
    } else {
      this.matchers.set(folder, ignore({ ignorecase: this.ignoresCase }).add(text));
    }
  }

  /** @param path of a file within the folder, with `/`, not starting with one */
  match(path: string): IgnoreMatch | undefined {
    if (this.matchers.size === 0) {
      return undefined;
    }
    // Each folder on the way, then the file itself.
    for (let end = path.indexOf("/") + 1; ; end = path.indexOf("/", end) + 1) {
      const part = end === 0 ? path : path.slice(0, end);
      const found = this.matchOne(part);
      if (found || end === 0) {
        return found;
      }
    }
  }

  private matchOne(path: string): IgnoreMatch | undefined {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const result = this.matchers.get(folder)?.test(path.slice(folder.length));
      if (result?.unignored) {
        return undefined;
      }
      if (result?.ignored) {
        return { pattern: result.rule?.pattern ?? "", file: folder + this.name };
      }
      if (folder === "") {
        return undefined;
      }
    }
  }
}

/** `a/b/` for `a/b/c` and for `a/b/c/`. */
function folderOf(path: string): string {
  return path.slice(0, path.slice(0, -1).lastIndexOf("/") + 1);
}
