import { folderOf } from "./paths";

/** What a search for files has found. */
export interface Found {
  readonly paths: readonly string[];
  /** There may be more. */
  readonly isCut: boolean;
}

/** Finds files below a folder, in any order. @param folder "" for the whole workspace */
export type FindFiles = (folder: string) => Promise<Found>;

/**
 * The workspace's files, and where a search does not find them all, at most `most`, those of the folders around `path` first: what a search that
 * ends somewhere leaves out is as likely to lie beside the file that is being written as anywhere else.
 */
export async function filesAround(path: string, most: number, find: FindFiles): Promise<readonly string[]> {
  const { paths, isCut } = await find("");
  if (!isCut) return paths;
  const found = new Set<string>();
  for (let folder = folderOf(path); folder !== "" && found.size < most; folder = folderOf(folder)) {
    for (const near of (await find(folder)).paths) found.add(near);
  }
  for (const other of paths) found.add(other);
  return [...found].slice(0, most);
}
