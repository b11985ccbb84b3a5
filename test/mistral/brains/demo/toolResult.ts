import type { ReadPart } from "./outline";

const heading = /^(?<path>.+), lines? (?<first>\d+)(?:–\d+)? of (?<total>\d+):\n/;
const notices = /(?:\n\[(?:Cut here|Line \d+ is longer)[^\n]*\])+$/;

/** What the extension's `read_file` gave; undefined when it says something else (that the file is empty, say). */
export function partOf(result: string): ReadPart | undefined {
  const found = heading.exec(result);
  const path = found?.groups?.["path"];
  if (found === null || path === undefined) return undefined;
  return {
    path,
    text: result.slice(found[0].length).replace(notices, ""),
    firstLine: Number(found.groups?.["first"]),
    totalLines: Number(found.groups?.["total"]),
  };
}
