/** Endings that an import leaves out, and files that stand for their folder. */
export const ENDING = /(?:\/(?:index|__init__|mod|lib))?\.[^./]+$/;

/** "" for what lies at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** How many folders one must leave and enter to get from one file to another. */
export function distance(from: string, to: string): number {
  const [a, b] = [from.split("/"), to.split("/")];
  let common = 0;
  while (common < a.length - 1 && common < b.length - 1 && a[common] === b[common]) common++;
  return a.length + b.length - 2 * common - 2;
}

/** Finds the files that imports mean, in all languages by one rule: the path that ends with the most of its segments. */
export class PathIndex {
  private readonly byLast = new Map<string, string[]>();
  private readonly byFolder = new Map<string, string[]>();

  constructor(readonly paths: readonly string[]) {
    for (const path of paths) {
      append(this.byLast, bare(path).at(-1) ?? "", path);
      append(this.byFolder, folderOf(path), path);
    }
  }

  inFolder(folder: string): readonly string[] {
    return this.byFolder.get(folder) ?? [];
  }

  /** The files, the likeliest first; none if it is somebody else's package. */
  resolve(specifier: string, from: string): readonly string[] {
    const relative = /^\.{1,2}(?:\/|$)/.test(specifier);
    if (relative) {
      const path = joined(folderOf(from), specifier);
      const plain = path.replace(/\.[cm]?jsx?$/, "");
      return (this.byLast.get(plain.split("/").at(-1) ?? "") ?? this.byLast.get(path.split("/").at(-1) ?? "") ?? [])
        .concat(this.byLast.get(path.split("/").at(-1) ?? "") ?? [])
        .filter((one, at, all) => all.indexOf(one) === at)
        .filter((one) => one === path || [path, plain].includes(bare(one).join("/")));
    }
    const dots = /^\.+/.exec(specifier)?.[0].length ?? 0;
    const words = specifier
      .slice(dots)
      .replace(/\.\*$|^(?:crate|self|super)::|^[@~#]\/?/g, "")
      .replace(/\.(?:h|hpp|hh|[cm]?[jt]sx?)$/, "")
      .split(/[./]|::/)
      .filter((word) => word !== "");
    for (let end = words.length; end > 0; end--) {
      const found = this.endingWith(words.slice(0, end), from);
      if (found.length > 0) return found;
      if (end < words.length - 1) break;
    }
    return this.packageOf(specifier);
  }

  /** Go imports a folder, by a host's name and a path. */
  private packageOf(specifier: string): readonly string[] {
    const [host = "", ...rest] = specifier.split("/");
    if (!host.includes(".")) return [];
    const ends = rest.map((_, at) => this.inFolder(rest.slice(at).join("/")));
    return ends.find((paths) => paths.length > 0) ?? [];
  }

  private endingWith(words: readonly string[], from: string): readonly string[] {
    const candidates = (this.byLast.get(words.at(-1) ?? "") ?? []).filter((path) => path !== from);
    const fits = candidates
      .map((path) => ({ path, common: commonEnd(bare(path), words) }))
      .filter(({ common }) => common === words.length || (common > 1 && common >= words.length - 2));
    const most = Math.max(0, ...fits.map(({ common }) => common));
    return fits
      .filter(({ common }) => common === most)
      .map(({ path }) => path)
      .sort((a, b) => distance(from, a) - distance(from, b))
      .slice(0, 2);
  }
}

function bare(path: string): string[] {
  return path.replace(ENDING, "").split("/");
}

function commonEnd(path: readonly string[], words: readonly string[]): number {
  let common = 0;
  while (common < words.length && path.at(-1 - common) === words.at(-1 - common)) common++;
  return common;
}

function joined(folder: string, relative: string): string {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
