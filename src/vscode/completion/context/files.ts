import * as vscode from "vscode";
import { LONGEST_FILE, mayBeContext } from "../../../completion/context/exclude";
import { filesAround, type Found } from "../../../completion/context/listing";
import { otherNames } from "../../../workspace/places";
import { addressOf, uriOf as addressUri } from "../../workspace/addresses";
import type { Exclusion } from "../../workspace/exclusion";
import { Folders } from "../../workspace/folders";
import { pathOf, uriOf } from "./paths";

const MOST_LISTED = 5_000;
/** Folders whose list is kept, in a workspace that has more files than that. */
const MOST_FOLDERS = 20;
const SOURCES =
  "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte,py,pyi,go,rs,java,kt,kts,scala,groovy,cs,fs,vb,c,h,cc,cpp,cxx,hh,hpp,m,mm,swift,rb,php,lua,dart,ex,exs,erl,hs,ml,clj,r,pl,sh,zig,sql,proto,graphql,css,scss,less,html}";
const FOREIGN = "**/{node_modules,bower_components,vendor,third_party,dist,out,build,target,coverage,venv,.*}/**";

/** The workspace's source files: which there are, and what stands in them on the disk. */
export class Files {
  /** What was found below a folder; the whole workspace's is "". */
  private readonly found = new Map<string, Promise<Found>>();
  /** The lists made of that, by the folder that they are around. */
  private readonly lists = new Map<string, Promise<readonly string[]>>();
  private readonly disposables: vscode.Disposable[] = [];
  private readonly folders = new Folders();

  /** @param changed told of each file whose text is another one now */
  constructor(
    changed: (path: string) => void,
    private readonly exclusion: Exclusion,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher(SOURCES);
    const relist = () => {
      this.found.clear();
      this.lists.clear();
    };
    const tell = (uri: vscode.Uri) => {
      const path = pathOf(uri);
      if (path !== undefined) changed(path);
    };
    this.disposables.push(
      watcher,
      watcher.onDidCreate(relist),
      watcher.onDidDelete((uri) => {
        relist();
        tell(uri);
      }),
      watcher.onDidChange(tell),
      vscode.workspace.onDidChangeWorkspaceFolders(relist),
      exclusion.onDidChange(relist),
    );
  }

  /** All of them, or those around `path` first if there are too many. */
  list(path: string): Promise<readonly string[]> {
    return kept(this.lists, path.slice(0, path.lastIndexOf("/") + 1), () =>
      filesAround(path, MOST_LISTED, (folder) => kept(this.found, folder, () => filesBelow(folder, this.exclusion))),
    );
  }

  /** Undefined for what is too long, is no text, is excluded, or lies elsewhere in truth, behind a symbolic link. */
  async read(path: string, signal: AbortSignal): Promise<string | undefined> {
    const uri = uriOf(path);
    try {
      if (!uri || !isContextInTruth(uri, this.folders) || this.exclusion.why(uri)) return undefined;
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > LONGEST_FILE || signal.aborted) return undefined;
      const bytes = await vscode.workspace.fs.readFile(uri);
      // The rules may have changed meanwhile.
      if (this.exclusion.why(uri)) return undefined;
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n");
    } catch {
      return undefined;
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

/** From memory, or asked for and kept, the ones used last. */
function kept<T>(all: Map<string, T>, key: string, ask: () => T): T {
  const one = all.get(key) ?? ask();
  all.delete(key);
  all.set(key, one);
  for (const oldest of all.keys()) {
    if (all.size <= MOST_FOLDERS) break;
    all.delete(oldest);
  }
  return one;
}

async function filesBelow(folder: string, exclusion: Exclusion): Promise<Found> {
  const uri = folder === "" ? undefined : uriOf(folder);
  const sources = uri ? new vscode.RelativePattern(uri, SOURCES) : SOURCES;
  const found = await vscode.workspace.findFiles(sources, FOREIGN, MOST_LISTED);
  const paths = found.flatMap((uri) => {
    // What lies on a server far away is context only while it is open: hundreds of files would have to be fetched.
    const path = uri.scheme === "file" ? pathOf(uri) : undefined;
    return path !== undefined && mayBeContext(path) && !exclusion.whyNamed(uri) ? [path] : [];
  });
  return { paths, isCut: found.length >= MOST_LISTED };
}

/** Whether links, if there are any, lead to what may be context, too. */
function isContextInTruth(uri: vscode.Uri, folders: Folders): boolean {
  const [real, ...places] = otherNames(addressOf(uri), folders);
  const paths = places.map((place) => vscode.workspace.asRelativePath(addressUri(place), false));
  const isInside = real === undefined ? vscode.workspace.getWorkspaceFolder(uri) !== undefined : paths.length > 0;
  return isInside && paths.every(mayBeContext);
}
