import { extensionOf, isKnownExtension } from "./languages";
import type { WorkspaceFile } from "./workspaceFiles";

export interface Place {
  readonly path: string;
  readonly startLine?: number;
  readonly endLine?: number;
}

const mostFiles = 3;
const editorMark = /\[Open in the editor: (?<path>.+?)(?:, lines (?<start>\d+) to (?<end>\d+) selected)?\]/;
const pathInWords = /(?<![\w/.@:-])(?<path>(?:[\w@.-]+\/)*[\w@-][\w@.-]*\.\w+)(?::(?<start>\d+)(?:[-–](?<end>\d+))?)?/g;

/** The files that a question is about: those it names, or else the one in the editor. */
export function placesIn(question: string, files: readonly WorkspaceFile[]): Place[] {
  const words = question.replace(editorMark, "");
  const named = [...words.matchAll(pathInWords)].flatMap(({ groups }) => {
    const place = placeOf(groups);
    return place !== undefined && isKnownExtension(extensionOf(place.path))
      ? [{ ...place, path: full(place.path, files) }]
      : [];
  });
  const unique = named.filter((place, at) => named.findIndex(({ path }) => path === place.path) === at);
  if (unique.length > 0) return unique.slice(0, mostFiles);
  const open = placeOf(editorMark.exec(question)?.groups);
  return open === undefined ? [] : [open];
}

function placeOf(groups: Readonly<Record<string, string | undefined>> | undefined): Place | undefined {
  const path = groups?.["path"];
  if (path === undefined) return undefined;
  const start = groups?.["start"];
  const end = groups?.["end"] ?? start;
  return start === undefined ? { path } : { path, startLine: Number(start), endLine: Number(end) };
}

/** A bare file name becomes the path of the only file of this name. */
function full(path: string, files: readonly WorkspaceFile[]): string {
  if (files.some((file) => file.path === path)) return path;
  const ending = files.filter((file) => file.path.endsWith(`/${path}`));
  return ending.length === 1 ? (ending[0]?.path ?? path) : path;
}
