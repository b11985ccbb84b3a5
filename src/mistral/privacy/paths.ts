import ignore, { type Ignore } from "ignore";
import type { Excluded } from "./excluded";
import { IgnoreFiles } from "./ignoreFiles";
import { SecretFiles } from "./secretFiles";

export const IGNORE_FILE = ".codestralignore";
export const GIT_IGNORE = ".gitignore";

/** What the person excludes in the settings. */
export interface ExcludePatterns {
  /** Of their own settings: these may also take files of secrets back, as `!name`. */
  readonly own: readonly string[];
  /** Of the workspace's settings, which may only add. */
  readonly workspace: readonly string[];
}

/** A file: where it is, and which workspace folder it lies in. */
export interface FilePlace {
  /** Absolute, with `/`. */
  readonly path: string;
  /** Names the workspace folder, and says where in it the file lies. */
  readonly folder?: { readonly id: string; readonly relative: string };
}

interface FolderRules {
  /** Undefined where there is no pattern, as for most people: then nothing is matched. */
  readonly own: Ignore | undefined;
  readonly workspace: Ignore | undefined;
  readonly ignoreFiles: IgnoreFiles;
  readonly gitIgnores: IgnoreFiles;
}

/** The one set of rules for which files are never read, by any feature. */
export class PathRules {
  private readonly secretFiles = new SecretFiles();
  private readonly folders = new Map<string, FolderRules>();
  /** For what lies outside of all folders. */
  private outside: Ignore | undefined;

  constructor(private readonly ignoresCase: boolean) {}

  /** The person's patterns for files outside of the workspace. */
  setOutside(own: readonly string[]): void {
    this.outside = this.matcher(own);
  }

  /** Begins anew with a workspace folder; nothing in it may be read until this has been called. */
  setFolder(id: string, { own, workspace }: ExcludePatterns): FolderRules {
    const rules = {
      own: this.matcher(own),
      workspace: this.matcher(workspace),
      ignoreFiles: new IgnoreFiles(IGNORE_FILE, this.ignoresCase),
      gitIgnores: new IgnoreFiles(GIT_IGNORE, this.ignoresCase),
    };
    this.folders.set(id, rules);
    return rules;
  }

  /** The folder is no longer open, or its rules are not known at present. */
  forgetFolder(id: string): void {
    this.folders.delete(id);
  }

  /** @returns why the file is never read; undefined if it may be */
  excluded({ path, folder }: FilePlace): Excluded | undefined {
    const rules = folder && this.folders.get(folder.id);
    const relative = folder?.relative ?? path.replace(/^\/+/, "");
    if (relative === "") {
      return undefined;
    }
    const own = (rules ? rules.own : this.outside)?.test(relative);
    const secret = own?.unignored ? undefined : this.secretFiles.ruleFor(path);
    if (secret !== undefined) {
      return { rule: "secretFile", pattern: secret };
    }
    if (folder && !rules) {
      return { rule: "loading" };
    }
    const set = own?.ignored ? own : rules?.workspace?.test(relative);
    if (set?.ignored) {
      return { rule: "setting", pattern: set.rule?.pattern ?? "" };
    }
    const ignored = rules?.ignoreFiles.match(relative);
    if (ignored) {
      return { rule: "ignoreFile", ...ignored };
    }
    const gitIgnored = rules?.gitIgnores.match(relative);
    return gitIgnored && { rule: "gitIgnore", ...gitIgnored };
  }

  private matcher(patterns: readonly string[]): Ignore | undefined {
    return patterns.length === 0 ? undefined : ignore({ ignorecase: this.ignoresCase }).add([...patterns]);
  }
}
