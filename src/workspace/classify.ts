import { type Address, isOnDisk, LOCAL, normalised, relativePath } from "./address";
import { flawOf, foldedName } from "./names";
import { displayName, placesOf, rootsOf } from "./places";
import type { Access, Followed, Root, WorkspacePort } from "./port";
import { protectedBecause } from "./protected";
import * as sentences from "./sentences";

/** Who says which file it is: a model, or the person, who has it before their eyes and acts in it. */
export type NamedBy = "model" | "person";

/**
 * `outside`: not in the workspace, links followed, or by a name that leads elsewhere on some system; `protected`: decides what
 * runs, or what agents do, or nothing at all may be written here; `excluded`: never sent to a model.
 */
export type Refusal = "outside" | "protected" | "excluded";

/** Whether a file may be read or written, at this moment. The sentence is for a person and a model; it says what to do. */
export type Verdict =
  | {
      readonly kind: "inside";
      /** As a person and the model name it. */
      readonly name: string;
      /** Where it truly is: two names that lead to one file have this in common. */
      readonly real: Address;
    }
  | {
      readonly kind: Refusal;
      readonly name: string;
      readonly sentence: string;
      /** Where it truly is, if it is a file outside of the workspace that may be read where the person allows it. */
      readonly real?: Address;
    };

/** What is asked of the window for a verdict. */
export type JudgePort = Pick<
  WorkspacePort,
  "excluded" | "follow" | "ignoresCase" | "isInGitDirectory" | "isTrusted" | "roots"
>;

const UNTITLED = "untitled://";

/**
 * Judges a file, all symbolic links followed, as if a model had named it. Asks the disk at once and remembers nothing, as links
 * change: whoever writes asks again right before, with nothing awaited in between.
 * @param name what the sentences call it
 */
export function classify(
  address: Address,
  access: Access,
  port: JudgePort,
  name: string = displayName(address, port),
): Verdict {
  const outside = (sentence: string) => ({ kind: "outside", name, sentence }) as const;
  if (address.system === UNTITLED) {
    return classifyUntitled(address, access, port);
  }
  if (normalised(address.path) !== address.path || address.path.includes("\0")) {
    return outside(sentences.notPlain(name));
  }
  const followed = followedFrom(address, port);
  if (!("real" in followed)) {
    return outside(sentences.notFollowed(name, followed.kind));
  }
  if (followed.kind === "other") {
    return outside(sentences.notAFile(name));
  }
  const byName = rootsOf(address, port).length > 0;
  const places = placesOf(followed.real, port);
  const [place] = places;
  if (place === undefined) {
    const excluded = access === "read" ? whyExcluded([address, followed.real], name, port) : undefined;
    if (excluded !== undefined) {
      return { kind: "excluded", name, sentence: excluded };
    }
    const isNew = followed.kind === "nothing";
    return {
      ...outside(byName ? sentences.leadsOut(name, access, isNew) : sentences.outside(name, access)),
      ...(access === "read" && followed.kind === "file" && followed.real.system === LOCAL
        ? { real: followed.real }
        : {}),
    };
  }
  return judged(byName ? name : displayName(place, port), access, port, { address, followed, places });
}

interface Found {
  readonly address: Address;
  readonly followed: Extract<Followed, { real: Address }>;
  readonly places: readonly Address[];
}

function judged(name: string, access: Access, port: JudgePort, { address, followed, places }: Found): Verdict {
  const { kind, real } = followed;
  const all = [address, ...places];
  if (access === "write") {
    const because = protection([...all, real], port);
    if (because !== undefined) {
      return { kind: "protected", name, sentence: sentences.isProtected(name, because) };
    }
    const keepsNames = isOnDisk(real) && kind !== "nothing" && !port.ignoresCase;
    const parts = all.flatMap((one) => waysTo(one, port)).flatMap((way) => way.below.split("/"));
    const flaw = parts.map((part) => flawOf(part, keepsNames)).find(Boolean);
    if (flaw !== undefined) {
      return { kind: "outside", name, sentence: sentences.flawed(name, flaw) };
    }
  }
  const excluded = whyExcluded([...all, real], name, port);
  if (excluded !== undefined) {
    return { kind: "excluded", name, sentence: excluded };
  }
  if (access === "write" && !port.isTrusted) {
    return { kind: "protected", name, sentence: sentences.notTrusted(name) };
  }
  return { kind: "inside", name, real };
}

function whyExcluded(all: readonly Address[], name: string, port: JudgePort): string | undefined {
  return all.map((one) => port.excluded(one, name)).find(Boolean);
}

/**
 * By the way from every open folder, each with its own name: it may be one of several, within each other, or itself `.vscode`. What
 * lies above an open folder is no matter, but that it is not in a Git directory, where also a folder of hooks may be opened.
 */
function protection(all: readonly Address[], port: JudgePort): string | undefined {
  const ways = all.flatMap((one) => waysTo(one, port)).map(({ root, below }) => `${lastName(root.path)}${below}`);
  const inGit = all.find((one) => one.path.split(/[\\/]/).some((part) => foldedName(part) === ".git"));
  return (
    ways.map(protectedBecause).find(Boolean) ??
    (inGit || all.some((one) => isOnDisk(one) && port.isInGitDirectory(one)) ? "belongs to Git's own files" : undefined)
  );
}

function waysTo(address: Address, port: JudgePort): { readonly root: Root; readonly below: string }[] {
  return rootsOf(address, port).map((root) => ({
    root,
    below: relativePath(address.path, root.path, port.ignoresCase) ?? "",
  }));
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** On no disk yet; but it may have been given the path that it will be saved at. */
function classifyUntitled(address: Address, access: Access, port: JudgePort): Verdict {
  const { path } = address;
  const saved = path.startsWith("/") ? classify({ system: LOCAL, path }, access, port) : undefined;
  return saved && (saved.kind === "protected" || saved.kind === "excluded")
    ? saved
    : { kind: "inside", name: saved?.name ?? path, real: address };
}

/** @returns the address itself where there are no links, as on a server far away */
function followedFrom(address: Address, port: JudgePort): Followed {
  return isOnDisk(address) ? port.follow(address) : { kind: "file", real: address };
}

/**
 * Why something is not written right now, as a sentence; undefined if it may be. A file that the person acts in may be any that they
 * can open: what is protected, too, and what is in no folder, as each change of it is shown to them in that very file. In an
 * excluded file nobody asks a model.
 */
export function refusedWrite(address: Address, namedBy: NamedBy, port: JudgePort): string | undefined {
  const verdict = classify(address, "write", port);
  return verdict.kind === "inside" || (namedBy === "person" && verdict.kind !== "excluded")
    ? undefined
    : verdict.sentence;
}

/**
 * Why a file is not read right now, as a sentence; undefined if it may be.
 * @param outside where the file outside of the workspace truly is that the person allows
 */
export function refusedRead(address: Address, outside: Address | undefined, port: JudgePort): string | undefined {
  const verdict = classify(address, "read", port, outside && "The file");
  if (verdict.kind === "inside") {
    return undefined;
  }
  if (verdict.kind !== "outside" || outside === undefined) {
    return verdict.sentence;
  }
  const { real } = verdict;
  const isThatFile = port.isTrusted && real?.system === outside.system && real.path === outside.path;
  return isThatFile ? undefined : sentences.notAsWas(verdict.name);
}
