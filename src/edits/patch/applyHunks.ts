import { type EditedFile, editFile } from "../editFile";
import type { Edited, SearchReplace } from "../match/editText";
import { findOnce } from "../match/find";
import { eolAround, isBlank } from "../match/lines";
import type { Place } from "../match/place";
import { anchoredAt, placesBelow } from "./anchors";
import type { HunkLine, PatchHunk } from "./patch";

/**
 * Makes the hunks of a patch in a file, all or none. Each is an edit of whole lines that stand in one place; the line numbers
 * of its header do not count. Of several places an anchor, or the end of the file, may tell which is meant.
 */
export function applyHunks(file: EditedFile, hunks: readonly PatchHunk[]): Edited {
  const edits = hunks.map((hunk) => editOf(file, hunk));
  const nowhere = edits.flatMap((edit, at) => (edit ? [] : [{ edit: at, kind: "nowhere" as const }]));
  if (nowhere.length > 0) {
    return { kind: "refused", problems: nowhere };
  }
  const result = editFile(
    file,
    edits.flatMap((edit) => edit ?? []),
  );
  return result.kind === "edited" ? { ...result, text: hunks.reduce(withEnd, result.text) } : result;
}

function editOf(file: EditedFile, hunk: PatchHunk): SearchReplace | undefined {
  if (hunk.lines.every(({ kind }) => kind === "add")) {
    return insertion(file.text, hunk);
  }
  const among = (text: string, places: readonly Place[]) => {
    const below = hunk.anchors.length > 0 ? placesBelow(text, hunk.anchors, places) : places;
    return hunk.endOfFile ? below.filter(({ end }) => isBlank(text.slice(end))) : below;
  };
  const asMarked = { ...linesOf(hunk, ({ text }) => text), wholeLines: true, among };
  const unmarked = {
    ...linesOf(hunk, (line) => (line.kind === "keep" ? line.written : line.text)),
    wholeLines: true,
    among,
  };
  // Where all lines that stay have lost their mark, the first of their own blanks was taken for it.
  return closeness(file, asMarked) < closeness(file, unmarked) ? unmarked : asMarked;
}

/** How closely a hunk's old lines can be read: 0 not at all, 1 with another indentation. */
function closeness({ text, secrets }: EditedFile, { find, wholeLines, among }: SearchReplace): number {
  const match = findOnce(text, secrets.restore(find), { wholeLines, among });
  return match.kind === "missing" ? 0 : match.kind === "found" && match.way === "moved" ? 1 : 2;
}

function linesOf({ lines }: PatchHunk, textOf: (line: HunkLine) => string): { find: string; replace: string } {
  const without = (other: HunkLine["kind"]) =>
    lines.flatMap((line) => (line.kind === other ? [] : [`${textOf(line)}\n`])).join("");
  return { find: without("add"), replace: without("remove") };
}

/** Lines that are only added stand in an empty file, at the end of a file, or below the line that the anchors name. */
function insertion(text: string, { lines, anchors, endOfFile }: PatchHunk): SearchReplace | undefined {
  const added = lines.map((line) => line.text);
  if (isBlank(text)) {
    return { find: "", replace: added.map((line) => `${line}\n`).join(""), at: { start: 0, end: text.length } };
  }
  const anchored = anchors.length > 0 ? anchoredAt(text, anchors) : undefined;
  const line = anchored?.line;
  const end = line ? line.start + line.text.length : endOfFile ? text.length : undefined;
  if (end === undefined) {
    return undefined;
  }
  const isBehindLine = line !== undefined || !text.endsWith("\n");
  const replace = added.map((one) => (isBehindLine ? `\n${one}` : `${one}\n`)).join("");
  return { find: "", replace, at: { start: end, end } };
}

/** The final line end of a file comes or goes only where the patch says so of the file's last line. */
function withEnd(text: string, { lines, lacksEnd }: PatchHunk): string {
  const last = lines.findLast(({ kind }) => kind !== "remove")?.text;
  const bare = text.replace(/\r?\n$/, "");
  if (lacksEnd.before === lacksEnd.after || last === undefined || !`\n${bare}`.endsWith(`\n${last}`)) {
    return text;
  }
  return lacksEnd.after || bare !== text
    ? lacksEnd.after
      ? bare
      : text
    : bare + eolAround(bare, bare.length, bare.length);
}
