import { type Address, isOnDisk, isWithin, LOCAL, normalised, parseAddress } from "./address";
import { classify, type JudgePort, type Verdict } from "./classify";
import { displayName, placesOf } from "./places";
import type { Access, FolderPort, Root, WorkspacePort } from "./port";
import * as sentences from "./sentences";

export type Located =
  | {
      readonly kind: "file";
      readonly address: Address;
      /** As a person and the model name it. */
      readonly name: string;
    }
  | { readonly kind: "untitled"; readonly text: string; readonly name: string }
  | {
      readonly kind: "refused";
      readonly reason: string;
      /** Nothing is there, and so another name may have been meant. */
      readonly isMissing?: true;
    };

/** Of the names in a folder. */
const NAMES_SHOWN = 100;

/** Finds a file that may be read. Every tool that takes a path goes through here. */
export async function locateToRead(input: string, workspace: WorkspacePort): Promise<Located> {
  const found = await locateToShow(input, workspace);
  if (found.kind !== "file") {
    return found;
  }
  const verdict = classify(found.address, "read", workspace);
  return verdict.kind === "inside" ? found : { kind: "refused", reason: verdict.sentence };
}

/**
 * Finds the file that the model means, to show it to the person, and makes sure that it lies within the workspace, also
 * when symbolic links are followed.
 */
export async function locateToShow(input: string, workspace: FolderPort): Promise<Located> {
  const refused = (reason: string): Located => ({ kind: "refused", reason });
  const untitled = workspace.untitled(input);
  if (untitled !== undefined) {
    return { kind: "untitled", text: untitled, name: input };
  }
  if (workspace.roots.length === 0) {
    return refused("No folder is open, so there are no workspace files to read.");
  }
  const candidates = candidatesFor(input, workspace, workspace.roots);
  if (candidates.some(({ path }) => path.includes("\0"))) {
    return refused("The path has a NUL character in it.");
  }
  if (candidates.length === 0) {
    return refused(sentences.outside(input, "read"));
  }
  for (const address of candidates) {
    const kind = await kindOf(address, workspace);
    switch (kind) {
      case "nothing":
      case "loop":
        continue;
      case "leadsOut":
        return refused(sentences.leadsOut(input, "read", false));
      case "closed":
        return refused(sentences.notFollowed(input, kind));
      case "other":
        return refused(sentences.notAFile(input));
      case "folder":
        return refused(await contents(input, address, workspace));
      case "file":
        return { kind: "file", address, name: displayName(address, workspace) };
    }
  }
  return { kind: "refused", reason: sentences.missing(input), isMissing: true };
}

/** What a path leads to, for whoever decides whether it may be used. */
export interface Reach {
  readonly kind: Verdict["kind"];
  readonly address: Address;
  /** Where it truly is; of what is refused whatever the person says, where it is named. */
  readonly real: Address;
  /** Why it is refused whatever the person says; it names the file as the model did. */
  readonly sentence?: string;
}

/**
 * What kind of place a path leads to that a model names, also outside of the workspace: the name that the model gave is the only one
 * that stands in a sentence, so that it learns nothing of where things are.
 * @returns undefined where there is nothing to decide: whoever goes there is told what is wrong
 */
export async function reach(input: string, access: Access, workspace: WorkspacePort): Promise<Reach | undefined> {
  if (workspace.untitled(input) !== undefined) {
    return undefined;
  }
  const within = candidatesFor(input, workspace, workspace.roots);
  const addresses = within.length > 0 ? within : outsideFor(input, workspace);
  for (const address of addresses) {
    if (access === "read" && (await kindOf(address, workspace)) === "nothing") {
      continue;
    }
    const verdict = classify(address, access, workspace, input);
    if (verdict.kind === "inside") {
      return { kind: "inside", address, real: verdict.real };
    }
    const { kind, real, sentence } = verdict;
    if (kind !== "outside" || access === "write") {
      return { kind, address, real: real ?? address, sentence };
    }
    return real && { kind, address, real };
  }
  return undefined;
}

/** A place where nothing is yet, or why a model may write nothing there. */
export type NewPlace =
  | { readonly kind: "new"; readonly address: Address; readonly name: string }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Where a model may put a new file. Nothing is made yet, so `refusedWrite` is asked again when it is.
 * @param home the open folder that a relative path begins at
 */
export async function locateNew(input: string, home: Root, workspace: JudgePort & FolderPort): Promise<NewPlace> {
  const [address] = candidatesFor(input, workspace, [await rootFor(input, home, workspace)]);
  if (address === undefined || /^~[\\/]/.test(input.trim())) {
    return { kind: "refused", reason: sentences.outside(input, "write") };
  }
  const verdict = classify(address, "write", workspace);
  if (verdict.kind !== "inside") {
    return { kind: "refused", reason: verdict.sentence };
  }
  return (await kindOf(address, workspace)) === "nothing"
    ? { kind: "new", address, name: verdict.name }
    : { kind: "refused", reason: sentences.exists(verdict.name) };
}

/** Where several folders are open, paths begin with the name of one; but it may also be that of a folder in `home`. */
async function rootFor(input: string, home: Root, workspace: FolderPort): Promise<Root> {
  const [first = "", ...rest] = input.trim().replaceAll("\\", "/").split("/");
  const named = rest.length > 0 && workspace.roots.length > 1 && workspace.roots.find(({ name }) => name === first);
  const inHome = { system: home.system, path: `${home.path}/${first}` };
  return named && (await kindOf(inHome, workspace)) === "nothing" ? named : home;
}

async function kindOf(address: Address, workspace: FolderPort) {
  if (!isOnDisk(address)) {
    return (await workspace.kind(address)) ?? "nothing";
  }
  const followed = workspace.follow(address);
  return "real" in followed && followed.kind !== "nothing" && placesOf(followed.real, workspace).length === 0
    ? "leadsOut"
    : followed.kind;
}

async function contents(input: string, address: Address, workspace: FolderPort): Promise<string> {
  const names = await workspace.list(address);
  const more = names.length > NAMES_SHOWN ? `, and ${names.length - NAMES_SHOWN} more` : "";
  return `${input} is a folder. It holds: ${names.slice(0, NAMES_SHOWN).join(", ") || "nothing"}${more}`;
}

/** What a path may mean, within the workspace, in the order to try. @param homes where relative paths begin */
function candidatesFor(input: string, workspace: FolderPort, homes: readonly Root[]): Address[] {
  const text = input.trim();
  const slashed = text.replaceAll("\\", "/");
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) {
    // Models forget the encoding, and then a percent sign stands for itself.
    const literal = LOCAL_URI.test(slashed) ? absolute(slashed.replace(LOCAL_URI, ""), LOCAL) : undefined;
    return [...inFolder(parseAddress(text) ?? literal, workspace)];
  }
  if (slashed.startsWith("/") || DRIVE.test(slashed)) {
    const systems = [...new Set(workspace.roots.map(({ system }) => system))];
    return systems.flatMap((system) => inFolder(absolute(slashed, system), workspace));
  }
  const [first = "", ...rest] = slashed.split("/");
  const plain = homes.map((root) => ({ root, below: slashed }));
  const named = homes.filter(({ name }) => name === first).map((root) => ({ root, below: rest.join("/") }));
  return [...(workspace.roots.length > 1 ? [...named, ...plain] : [...plain, ...named])].flatMap(({ root, below }) => {
    const address = absolute(`${root.path}/${below}`, root.system);
    return address && isWithin(address, root, workspace.ignoresCase) ? [address] : [];
  });
}

/** What a path may mean on this machine's disk, outside of the workspace; a relative one climbs out of an open folder. */
function outsideFor(input: string, workspace: FolderPort): Address[] {
  const text = input.trim();
  const slashed = text.replaceAll("\\", "/");
  const paths = LOCAL_URI.test(slashed)
    ? [parseAddress(text)?.path ?? slashed.replace(LOCAL_URI, "")]
    : slashed.startsWith("/") || DRIVE.test(slashed)
      ? [slashed]
      : !slashed.startsWith("~/") && `/${slashed}`.includes("/../")
        ? workspace.roots.filter(({ system }) => system === LOCAL).map((root) => `${root.path}/${slashed}`)
        : [];
  return paths.flatMap((path) => (path.includes("\0") ? [] : (absolute(path, LOCAL) ?? [])));
}

const LOCAL_URI = /^file:\/\/(?=\/)/i;
const DRIVE = /^[a-z]:\//i;

function absolute(path: string, system: string): Address | undefined {
  const plain = normalised(path);
  return plain === undefined ? undefined : { system, path: plain };
}

/** By its name, or where a folder is open by a link and the path does without. */
function inFolder(address: Address | undefined, workspace: FolderPort): readonly Address[] {
  if (address === undefined || workspace.roots.some((root) => isWithin(address, root, workspace.ignoresCase))) {
    return address === undefined ? [] : [address];
  }
  const followed = isOnDisk(address) ? workspace.follow(address) : undefined;
  return followed && "real" in followed ? placesOf(followed.real, workspace).slice(0, 1) : [];
}
