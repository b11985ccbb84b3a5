/** Where something is: in which file system, and where in it. */
export interface Address {
  /** `scheme://authority` in lower case: `file://` on this machine, `file://server` on a Windows share. */
  readonly system: string;
  /** Absolute, with `/`, without one at the end: the top itself is the empty path. */
  readonly path: string;
}

/** The system of what lies on this machine. */
export const LOCAL = "file://";

/** Whether it lies on a disk, where symbolic links can be followed. */
export function isOnDisk({ system }: Address): boolean {
  return system.startsWith(LOCAL);
}

/**
 * Reads an address as it is written in a URI, as models write `file://`.
 * @returns undefined if it is none, or its percent-encoding is broken
 */
export function parseAddress(uri: string): Address | undefined {
  const [, scheme, authority = "", encoded = ""] = /^([a-z][a-z0-9+.-]+):(?:\/\/([^/]*))?(\/.*)?$/is.exec(uri) ?? [];
  if (scheme === undefined) {
    return undefined;
  }
  try {
    const path = normalised(decodeURIComponent(encoded).replaceAll("\\", "/"));
    const host = authority.toLowerCase() === "localhost" ? "" : decodeURIComponent(authority);
    return path === undefined ? undefined : { system: `${scheme}://${host}`.toLowerCase(), path };
  } catch {
    return undefined;
  }
}

/** Resolves `.` and `..` by the letters alone; undefined if it climbs above the top. */
export function normalised(path: string): string | undefined {
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
  return out.map((part) => `/${part}`).join("");
}

/** Whether `inner` is `outer` or lies below it. @param folds whether names that differ only in case or Unicode form are one */
export function isWithin(inner: Address, outer: Address, folds: boolean): boolean {
  return inner.system === outer.system && relativePath(inner.path, outer.path, folds) !== undefined;
}

/** The way from `outer` to `inner`, as it is written in `inner`: empty or beginning with `/`; undefined if it is not below. */
export function relativePath(inner: string, outer: string, folds: boolean): string | undefined {
  const parts = inner.split("/");
  const above = outer.split("/");
  const same = (part: string, at: number) => {
    const other = parts[at];
    return part === other || (folds && other !== undefined && folded(part) === folded(other));
  };
  if (!above.every(same)) {
    return undefined;
  }
  return parts
    .slice(above.length)
    .map((part) => `/${part}`)
    .join("");
}

function folded(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
