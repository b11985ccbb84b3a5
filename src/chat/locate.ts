import type { FolderPort, Root, WorkspacePort } from "./workspace";

export type Located =
  | {
      readonly kind: "file";
      readonly path: string;
      /** As a person and the model name it. */
      readonly name: string;
    }
  | { readonly kind: "untitled"; readonly text: string; readonly name: string }
  | { readonly kind: "refused"; readonly reason: string };

/** Of the names in a folder. */
const NAMES_SHOWN = 100;

/** Finds a file that may be read. Every tool that takes a path goes through here. */
export async function locate(input: string, workspace: WorkspacePort): Promise<Located> {
  const found = await find(input, workspace);
  const reason = found.kind === "file" ? workspace.excluded(found.path) : undefined;
  return reason === undefined ? found : { kind: "refused", reason };
}

/**
 * Finds the file that the model means, to show it to the person, and makes sure that it lies within the workspace, also
 * when symbolic links are followed.
 */
export async function find(input: string, workspace: FolderPort): Promise<Located> {
  const untitled = workspace.untitled(input);
  if (untitled !== undefined) {
    return { kind: "untitled", text: untitled, name: input };
  }
  if (workspace.roots.length === 0) {
    return { kind: "refused", reason: "No folder is open, so there are no workspace files to read." };
  }
  if (input.includes("\0")) {
    return { kind: "refused", reason: "The path has a NUL character in it." };
  }
  const candidates = candidatePaths(input.trim(), workspace);
  if (candidates.length === 0) {
    return { kind: "refused", reason: `${input} is outside the workspace; only files within it can be read.` };
  }
  for (const path of candidates) {
    const found = await workspace.resolve(path);
    if (found === undefined) {
      continue;
    }
    const realRoots = await Promise.all(
      workspace.roots.map(async (root) => (await workspace.resolve(root.path))?.realPath),
    );
    if (!realRoots.some((root) => root !== undefined && isWithin(found.realPath, root, workspace.ignoresCase))) {
      return { kind: "refused", reason: `${input} is a link to a place outside the workspace, so it is not read.` };
    }
    if (found.kind === "folder") {
      const names = await workspace.list(path);
      const more = names.length > NAMES_SHOWN ? `, and ${names.length - NAMES_SHOWN} more` : "";
      const shown = names.slice(0, NAMES_SHOWN).join(", ") || "nothing";
      return { kind: "refused", reason: `${input} is a folder. It holds: ${shown}${more}` };
    }
    return { kind: "file", path, name: displayName(path, workspace) };
  }
  return { kind: "refused", reason: `${input} does not exist in the workspace.` };
}

/** Where a path may point to, within the workspace, in the order to try. */
function candidatePaths(input: string, { roots, ignoresCase }: FolderPort): string[] {
  const slashed = input.replaceAll("\\", "/").replace(/^file:\/\//, "");
  const drive = /^[a-zA-Z]:\//.test(slashed) ? `/${slashed}` : slashed;
  if (drive.startsWith("/")) {
    const path = normalise(drive);
    return path !== undefined && roots.some((root) => isWithin(path, root.path, ignoresCase)) ? [path] : [];
  }
  const [first = "", ...rest] = drive.split("/");
  const named = roots.filter((root) => root.name === first).map((root) => [root, rest.join("/")] as const);
  const plain = roots.map((root) => [root, drive] as const);
  return [...(roots.length > 1 ? named : []), ...plain, ...(roots.length > 1 ? [] : named)]
    .map(([root, relative]) => ({ root, path: normalise(`${root.path}/${relative}`) }))
    .filter((candidate): candidate is { root: Root; path: string } => candidate.path !== undefined)
    .filter(({ root, path }) => isWithin(path, root.path, ignoresCase))
    .map(({ path }) => path);
}

/** Resolves `.` and `..`; undefined if it climbs above the top. */
function normalise(path: string): string | undefined {
  const out: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (out.pop() === undefined) {
        return undefined;
      }
    } else if (part !== "" && part !== ".") {
      out.push(part);
    }
  }
  return `/${out.join("/")}`;
}

function isWithin(path: string, root: string, ignoresCase: boolean): boolean {
  const [inner, outer] = ignoresCase ? [path.toLowerCase(), root.toLowerCase()] : [path, root];
  return inner === outer || inner.startsWith(outer.endsWith("/") ? outer : `${outer}/`);
}

/** The path relative to its folder; the folder's name comes first when several are open. */
export function displayName(path: string, { roots, ignoresCase }: Pick<FolderPort, "roots" | "ignoresCase">): string {
  const root = [...roots]
    .sort((a, b) => b.path.length - a.path.length)
    .find((candidate) => isWithin(path, candidate.path, ignoresCase));
  if (root === undefined) {
    return path;
  }
  const relative = path.slice(root.path.length).replace(/^\//, "");
  return roots.length > 1 ? `${root.name}/${relative}` : relative;
}
