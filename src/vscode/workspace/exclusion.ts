import * as vscode from "vscode";
import { type Excluded, sentenceOfExcluded } from "../../mistral/privacy/excluded";
import { type FilePlace, GIT_IGNORE, IGNORE_FILE, PathRules } from "../../mistral/privacy/paths";
import { otherNames } from "../../workspace/places";
import type { Log } from "../log";
import type { Settings } from "../settings";
import { SETTINGS } from "./settings";
import { addressOf, uriOf } from "./addresses";
import { fileOf } from "./fileOf";
import { Folders } from "./folders";

/** Answers that are remembered. */
const MOST_KNOWN = 2_000;
const FOREIGN = "**/{node_modules,.git}/**";

/**
 * Knows which files are never read, by any feature, and why. Answers at once: ignore files are read ahead, and until that is
 * done everything in their folder is excluded.
 */
export class Exclusion implements vscode.Disposable {
  private readonly rules: PathRules;
  /** By the file's name alone: where a link leads to may change at any time. */
  private readonly known = new Map<string, Excluded | undefined>();
  /** The latest reading of each folder's ignore files; an older one that ends later is of no use. */
  private readonly readings = new Map<string, object>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** What is excluded may be something else now. */
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];
  private readonly folders = new Folders();

  constructor(
    private readonly settings: Pick<Settings, "get" | "own" | "workspace">,
    private readonly log: Pick<Log, "warn">,
  ) {
    this.rules = new PathRules(this.folders.ignoresCase);
    const watcher = vscode.workspace.createFileSystemWatcher(`**/{${IGNORE_FILE},${GIT_IGNORE}}`);
    const reread = (uri: vscode.Uri) => {
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      if (folder && (uri.path.endsWith(`/${IGNORE_FILE}`) || this.usesGitIgnore(folder))) {
        void this.read(folder);
      }
    };
    this.subscriptions = [
      this.changed,
      watcher,
      watcher.onDidCreate(reread),
      watcher.onDidChange(reread),
      watcher.onDidDelete(reread),
      // A watcher hears of it later, and not on every kind of disk.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.path.endsWith(`/${IGNORE_FILE}`) || uri.path.endsWith(`/${GIT_IGNORE}`)) {
          reread(uri);
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
        for (const { uri } of removed) {
          this.readings.delete(uri.toString());
          this.rules.forgetFolder(uri.toString());
        }
        this.readAll();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("codestral.exclude") || event.affectsConfiguration("codestral.useGitIgnore")) {
          this.readAll();
        }
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.readAll()),
    ];
    this.readAll();
  }

  /** @returns why a document or file is never read, links followed; undefined if it may be */
  why(uri: vscode.Uri): Excluded | undefined {
    const file = fileOf(uri);
    const excluded = this.whyKnown(file);
    const others = excluded ? [] : otherNames(addressOf(file), this.folders);
    return excluded ?? others.map((other) => this.whyKnown(uriOf(other))).find((found) => found !== undefined);
  }

  private whyKnown(uri: vscode.Uri): Excluded | undefined {
    const id = uri.toString();
    if (this.known.has(id)) {
      return this.known.get(id);
    }
    const excluded = this.whyNamed(uri);
    if (excluded?.rule !== "loading") {
      if (this.known.size >= MOST_KNOWN) {
        this.known.clear();
      }
      this.known.set(id, excluded);
    }
    return excluded;
  }

  /** The same by the file's name alone: for lists of names, as no disk is asked. */
  whyNamed(uri: vscode.Uri): Excluded | undefined {
    return this.rules.excluded(placeOf(uri));
  }

  /** Why a document or file is never read, for a person and a model; it says how to change it. */
  sentence(uri: vscode.Uri): string | undefined {
    const excluded = this.why(uri);
    return excluded && sentenceOfExcluded(vscode.workspace.asRelativePath(fileOf(uri)), excluded);
  }

  dispose(): void {
    this.readings.clear();
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  private readAll(): void {
    this.rules.setOutside(this.settings.own(SETTINGS.exclude));
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      void this.read(folder);
    }
    this.tell();
  }

  /** Everything in the folder is excluded until this is done. Never throws. */
  private async read(folder: vscode.WorkspaceFolder): Promise<void> {
    const id = folder.uri.toString();
    const reading = {};
    this.readings.set(id, reading);
    this.rules.forgetFolder(id);
    this.tell();
    const names = this.usesGitIgnore(folder) ? [IGNORE_FILE, GIT_IGNORE] : [IGNORE_FILE];
    const files = (await Promise.all(names.map((name) => this.ignoreFiles(folder, name)))).flat();
    if (this.readings.get(id) !== reading) {
      return;
    }
    const scope = {
      own: this.settings.own(SETTINGS.exclude),
      workspace: this.settings.workspace(SETTINGS.exclude, folder.uri),
    };
    const { ignoreFiles, gitIgnores } = this.rules.setFolder(id, scope);
    for (const { path, text } of files) {
      (path.endsWith(IGNORE_FILE) ? ignoreFiles : gitIgnores).set(path, text);
    }
    this.tell();
  }

  /** Those of the whole folder; one that cannot be read excludes all that it would speak of. */
  private async ignoreFiles(folder: vscode.WorkspaceFolder, name: string): Promise<{ path: string; text: string }[]> {
    const top = vscode.Uri.joinPath(folder.uri, name);
    const pattern = new vscode.RelativePattern(folder, `**/${name}`);
    const found = await Promise.resolve(vscode.workspace.findFiles(pattern, FOREIGN)).catch((error: unknown) => {
      this.log.warn(`The ${name} files below ${folder.name} cannot be found (${String(error)}); only its own counts.`);
      return [];
    });
    const all = [...new Map([top, ...found].map((uri) => [uri.toString(), uri])).values()];
    return (await Promise.all(all.map((uri) => this.readIgnoreFile(uri, folder)))).flat();
  }

  private async readIgnoreFile(
    uri: vscode.Uri,
    folder: vscode.WorkspaceFolder,
  ): Promise<{ path: string; text: string }[]> {
    const path = relativeTo(folder, uri);
    try {
      return [{ path, text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) }];
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") {
        return [];
      }
      this.log.warn(`${path} cannot be read, so everything beside and below it is excluded.`);
      return [{ path, text: "*" }];
    }
  }

  private usesGitIgnore(folder: vscode.WorkspaceFolder): boolean {
    return this.settings.get(SETTINGS.useGitIgnore, folder.uri);
  }

  private tell(): void {
    this.known.clear();
    this.changed.fire();
  }
}

function placeOf(uri: vscode.Uri): FilePlace {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder
    ? { path: uri.path, folder: { id: folder.uri.toString(), relative: relativeTo(folder, uri) } }
    : { path: uri.path };
}

function relativeTo(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string {
  return uri.path.slice(folder.uri.path.replace(/\/+$/, "").length).replace(/^\/+/, "");
}
