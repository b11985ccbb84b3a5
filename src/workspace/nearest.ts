import { type Address, normalised } from "./address";
import { classify } from "./classify";
import { displayName } from "./places";
import type { Root, WorkspacePort } from "./port";

/** So many folders are looked into at most: a moment's work, also on a slow disk. */
export const MAX_FOLDERS = 200;
/** Of one folder; no more are compared. */
const MAX_NAMES = 1_000;
const MAX_TOLD = 3;

interface Candidate {
  readonly address: Address;
  /** 0 for the same name elsewhere. */
  readonly distance: number;
}

/**
 * The files that a path which leads nowhere may have meant, by their names, the nearest first. Only such as may be read; the name
 * of an excluded one is not told.
 * @param folders how many to look into, near ones first
 */
export async function nearestNames(
  input: string,
  workspace: WorkspacePort,
  signal: AbortSignal,
  folders = MAX_FOLDERS,
): Promise<string[]> {
  const parts = input.trim().replaceAll("\\", "/").split("/").filter(Boolean);
  const wanted = parts.at(-1);
  if (wanted === undefined) {
    return [];
  }
  const found: Candidate[] = [];
  const queue = workspace.roots.flatMap((root) => foldersOnTheWay(parts, root)).sort(byDepth);
  const seen = new Set<string>();
  for (let looked = 0; looked < folders && queue.length > 0 && !signal.aborted; ) {
    const folder = queue.shift();
    if (folder === undefined || seen.has(`${folder.system}${folder.path}`) || !isReadable(folder, workspace)) {
      continue;
    }
    seen.add(`${folder.system}${folder.path}`);
    looked++;
    for (const name of (await namesIn(folder, workspace)).slice(0, MAX_NAMES)) {
      const address = { system: folder.system, path: `${folder.path}/${name.replace(/\/$/, "")}` };
      if (!name.endsWith("/")) {
        const distance = distanceOf(wanted, name);
        found.push(...(distance === undefined ? [] : [{ address, distance }]));
      } else if (!name.startsWith(".") && name !== "node_modules/") {
        queue.push(address);
      }
    }
  }
  const told: string[] = [];
  // Those found first are the nearest in the tree.
  for (const { address } of found.sort((one, other) => one.distance - other.distance)) {
    if (told.length === MAX_TOLD) {
      break;
    }
    if (isReadable(address, workspace)) {
      told.push(displayName(address, workspace));
    }
  }
  return told;
}

/** The folders of the path that may be there, and the open folder itself. */
function foldersOnTheWay(parts: readonly string[], root: Root): Address[] {
  const below = parts[0] === root.name ? [parts, parts.slice(1)] : [parts];
  const folders = below.flatMap((way) => way.map((_part, at) => way.slice(0, at)));
  return folders.flatMap((way) => {
    const path = normalised([root.path, ...way].join("/"));
    return path === undefined ? [] : [{ system: root.system, path }];
  });
}

function byDepth(one: Address, other: Address): number {
  return other.path.length - one.path.length;
}

function isReadable(address: Address, workspace: WorkspacePort): boolean {
  return classify(address, "read", workspace).kind === "inside";
}

async function namesIn(folder: Address, workspace: WorkspacePort): Promise<readonly string[]> {
  try {
    return await workspace.list(folder);
  } catch {
    return [];
  }
}

/** How far two files' names are apart; undefined if nobody would take one for the other. */
function distanceOf(wanted: string, name: string): number | undefined {
  const [one, other] = [wanted.toLowerCase(), name.toLowerCase()];
  if (one === other) {
    return 0;
  }
  const [stem, otherStem] = [stemOf(one), stemOf(other)];
  const ending = one.slice(stem.length) === other.slice(otherStem.length) ? 0 : 0.5;
  const isPart = Math.min(stem.length, otherStem.length) > 3 && (stem.includes(otherStem) || otherStem.includes(stem));
  const edits = editsBetween(stem, otherStem, Math.floor(stem.length / 3)) ?? (isPart ? 1 : undefined);
  return edits === undefined ? undefined : edits + ending;
}

function stemOf(name: string): string {
  return name.slice(0, name.indexOf(".", 1) === -1 ? undefined : name.indexOf(".", 1));
}

/** Letters to put in, take out or change; undefined for more than `most`. */
function editsBetween(name: string, otherName: string, most: number): number | undefined {
  const [one, other] = [Array.from(name), Array.from(otherName)];
  if (Math.abs(one.length - other.length) > most) {
    return undefined;
  }
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of one.entries()) {
    const next = [at + 1];
    for (const [to, wanted] of other.entries()) {
      const changed = (row[to] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1));
    }
    row = next;
  }
  const edits = row.at(-1) ?? 0;
  return edits <= most ? edits : undefined;
}
