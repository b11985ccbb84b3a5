import { type Address, isOnDisk, isWithin, relativePath } from "./address";
import type { FolderPort, Root } from "./port";

type Port = Pick<FolderPort, "follow" | "ignoresCase" | "roots">;

/**
 * What else a file is called: where its links lead, also as seen from each open folder, which may itself be open by a link.
 * Empty for a file without links, which is most of them, and asks little then: this is on the way of every key.
 */
export function otherNames(address: Address, port: Port): readonly Address[] {
  const followed = isOnDisk(address) ? port.follow(address) : undefined;
  if (followed === undefined || !("real" in followed) || followed.real.path === address.path) {
    return [];
  }
  return [followed.real, ...placesOf(followed.real, port)];
}

/** Where in the open folders something lies. @param real what is there, links followed */
export function placesOf(real: Address, port: Port): readonly Address[] {
  return port.roots.flatMap((root) => {
    if (root.system !== real.system) {
      return [];
    }
    const below = relativePath(real.path, realPath(root, port), port.ignoresCase);
    return below === undefined ? [] : [{ system: root.system, path: `${root.path}${below}` }];
  });
}

/** The path relative to its folder, the innermost of several; the folder's name comes first when several are open. */
export function displayName(
  address: Address,
  { roots, ignoresCase }: Pick<FolderPort, "roots" | "ignoresCase">,
): string {
  const root = rootsOf(address, { roots, ignoresCase }).at(-1);
  if (root === undefined) {
    return address.path;
  }
  const relative = relativePath(address.path, root.path, ignoresCase)?.slice(1) ?? "";
  return roots.length > 1 ? `${root.name}/${relative}` : relative;
}

/** The open folders that something lies in by its name, the outermost first. */
export function rootsOf(
  address: Address,
  { roots, ignoresCase }: Pick<FolderPort, "roots" | "ignoresCase">,
): readonly Root[] {
  return roots.filter((root) => isWithin(address, root, ignoresCase)).sort((a, b) => a.path.length - b.path.length);
}

function realPath(root: Root, port: Port): string {
  const followed = isOnDisk(root) ? port.follow(root) : undefined;
  return followed !== undefined && "real" in followed ? followed.real.path : root.path;
}
