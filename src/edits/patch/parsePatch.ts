import { isBlank } from "../match/lines";
import { type Header, headerOf, namesOf, type Names } from "./headers";
import type { FilePatch, HunkLine, Parsed, PatchHunk } from "./patch";

/**
 * Reads a patch as models write it: a unified diff or the body of `apply_patch`, of any number of files, fenced or among
 * prose, with wrong counts or none.
 * @param path of the file that hunks without a header are about
 */
export function parsePatch(text: string, path?: string): Parsed {
  const reader = new Reader(path);
  const lines = withoutFences(text.replace(/^\ufeff/, "").split(/\r?\n/));
  for (let at = 0; at < lines.length; at++) {
    at += reader.read(lines, at);
  }
  return reader.finished();
}

/** What stands in fences, where that is a patch; else all. */
function withoutFences(lines: readonly string[]): readonly string[] {
  const inside: string[] = [];
  let block: string[] | undefined;
  for (const line of [...lines, "```"]) {
    if (!/^(?:```|~~~)/.test(line)) {
      block?.push(line);
    } else if (block === undefined) {
      block = [];
    } else {
      inside.push(...(block.some(beginsPatch) ? block : []));
      block = undefined;
    }
  }
  return inside.length > 0 ? inside : lines;
}

function beginsPatch(line: string): boolean {
  const kind = headerOf(line)?.kind;
  return kind === "section" || kind === "hunk" || kind === "git" || line.startsWith("+++ ");
}

interface OpenHunk {
  readonly anchors: string[];
  readonly counts: { readonly before: number; readonly after: number } | undefined;
  readonly lines: (HunkLine & { readonly isMarked: boolean })[];
  readonly lacksEnd: { before: boolean; after: boolean };
  endOfFile: boolean;
}

interface OpenFile {
  /** As its headers have named it. */
  names: Names;
  renamed: { from?: string; to?: string };
  readonly hunks: OpenHunk[];
  /** All lines are the new file's. */
  isNew: boolean;
  /** Its names are final; until then they are what `diff --git` has guessed. */
  hasNames: boolean;
}

class Reader {
  private readonly files: OpenFile[] = [];
  private problem: string | undefined;
  /** Lines belong to the file that was opened last. */
  private isInside = false;

  constructor(private readonly path: string | undefined) {}

  /** Takes the line at `at`. @returns how many more it took */
  read(lines: readonly string[], at: number): number {
    const line = lines[at] ?? "";
    const next = lines[at + 1] ?? "";
    if (line.startsWith("--- ") && next.startsWith("+++ ") && this.isHeader(lines[at + 2] ?? "")) {
      this.named(namesOf(line, next));
      return 1;
    }
    const header = headerOf(line);
    if (header && this.belongs(header)) {
      this.header(header);
    } else if (this.isInside) {
      this.body(line);
    }
    return 0;
  }

  finished(): Parsed {
    const files = this.files.map(fileOf);
    if (this.problem !== undefined) {
      return { kind: "unreadable", sentence: this.problem };
    }
    const sentence =
      "There is no patch in this text. Give a unified diff, or a body that begins with `*** Begin Patch` and names each file.";
    return files.length > 0 ? { kind: "patch", files } : { kind: "unreadable", sentence };
  }

  private get file(): OpenFile | undefined {
    return this.files.at(-1);
  }

  private get hunk(): OpenHunk | undefined {
    return this.isInside ? this.file?.hunks.at(-1) : undefined;
  }

  /** Within a hunk, a removed line that begins with dashes looks like the name of a file, unless a hunk follows. */
  private isHeader(behind: string): boolean {
    return this.hunk === undefined || headerOf(behind)?.kind === "hunk";
  }

  /** What only version control writes is no header within the body of `apply_patch`. */
  private belongs(header: Header): boolean {
    return this.hunk === undefined || header.kind !== "noise";
  }

  private named(names: Names): void {
    const { file } = this;
    // Some write both kinds of header for one file.
    if (!this.isInside || file === undefined || file.hunks.length > 0) {
      this.open(names, true);
    } else if (!file.hasNames) {
      file.hasNames = true;
      file.names = names;
      file.isNew ||= names.before === undefined;
    }
  }

  private open(names: Names, hasNames: boolean): void {
    this.files.push({ names, renamed: {}, hunks: [], isNew: names.before === undefined, hasNames });
    this.isInside = true;
  }

  private header(header: Header): void {
    const { file } = this;
    switch (header.kind) {
      case "section": {
        const { action, path } = header;
        this.open({ before: action === "Add" ? undefined : path, after: action === "Delete" ? undefined : path }, true);
        break;
      }
      case "git":
        this.open(header, false);
        break;
      case "hunk":
        this.openHunk(header);
        break;
      case "moveTo":
      case "renameTo":
        if (file) file.renamed.to = header.path;
        break;
      case "renameFrom":
        if (file) file.renamed.from = header.path;
        break;
      case "created":
        if (file) {
          file.isNew = true;
          file.names = { before: undefined, after: file.names.after };
        }
        break;
      case "deleted":
        if (file) file.names = { before: file.names.before, after: undefined };
        break;
      case "endOfFile":
        if (this.hunk) this.hunk.endOfFile = true;
        break;
      case "binary":
        this.problem = "The patch changes a binary file; only text can be changed.";
        break;
      case "outside":
        this.isInside = false;
        break;
      case "noise":
        break;
    }
  }

  private openHunk({ anchor, counts }: Extract<Header, { kind: "hunk" }>): void {
    if (!this.isInside && this.files.length === 0 && this.path !== undefined) {
      this.open({ before: this.path, after: this.path }, true);
    }
    if (this.files.length === 0) {
      this.problem ??=
        "The patch names no file. Put `--- a/PATH` and `+++ b/PATH`, or `*** Update File: PATH`, ahead of it.";
      return;
    }
    this.isInside = true;
    const { hunk } = this;
    const anchors = anchor === "" ? [] : [anchor];
    if (hunk && hunk.lines.length === 0 && hunk.counts === undefined && counts === undefined) {
      hunk.anchors.push(...anchors);
    } else {
      this.file?.hunks.push(emptyHunk(anchors, counts));
    }
  }

  private body(line: string): void {
    const { file } = this;
    if (file === undefined || (file.names.after === undefined && file.hunks.length === 0)) {
      return;
    }
    const [mark] = line;
    const isMarked = mark === " " || mark === "+" || mark === "-" || mark === "\\";
    let { hunk } = this;
    if (hunk === undefined) {
      if (isBlank(line)) {
        return;
      }
      hunk = emptyHunk([], undefined);
      file.hunks.push(hunk);
    }
    if (!isMarked && isComplete(hunk)) {
      this.isInside = false;
    } else if (mark === "\\") {
      const last = hunk.lines.at(-1)?.kind;
      hunk.lacksEnd.before ||= last !== "add";
      hunk.lacksEnd.after ||= last !== "remove";
    } else {
      const kind = mark === "+" ? "add" : mark === "-" ? "remove" : "keep";
      hunk.lines.push({ kind, text: isMarked ? line.slice(1) : line, written: line, isMarked });
    }
  }
}

function emptyHunk(anchors: string[], counts: OpenHunk["counts"]): OpenHunk {
  return { anchors, counts, lines: [], lacksEnd: { before: false, after: false }, endOfFile: false };
}

/** It has as many lines as its header says. */
function isComplete({ counts, lines }: OpenHunk): boolean {
  const count = (other: HunkLine["kind"]) => lines.filter(({ kind }) => kind !== other).length;
  return counts !== undefined && lines.length > 0 && count("add") >= counts.before && count("remove") >= counts.after;
}

function fileOf({ names: { before, after }, renamed, hunks, isNew }: OpenFile): FilePatch {
  const path = renamed.from ?? before ?? after ?? "";
  if (after === undefined) {
    return { kind: "delete", path };
  }
  if (isNew) {
    const all = hunks.flatMap((hunk) => withoutProse(hunk));
    // Where no line has its mark, the lines are the file's as they are.
    const isBare = all.every(({ kind }) => kind !== "add");
    const lines = isBare
      ? all.map(({ written }) => written)
      : all.flatMap((line) => (line.kind === "remove" ? [] : [line.text]));
    const text = lines.map((line) => `${line}\n`).join("");
    const lacksEnd = hunks.at(-1)?.lacksEnd.after === true;
    return { kind: "create", path, text: lacksEnd ? text.slice(0, -1) : text };
  }
  const to = renamed.to ?? (after === path ? undefined : after);
  return { kind: "edit", path, ...(to === undefined || to === path ? {} : { to }), hunks: hunks.flatMap(hunkOf) };
}

function hunkOf(hunk: OpenHunk): PatchHunk[] {
  const { anchors, endOfFile, lacksEnd } = hunk;
  const lines = withoutProse(hunk).map(({ kind, text, written }) => ({ kind, text, written }));
  return lines.some(({ kind }) => kind !== "keep") ? [{ anchors, lines, endOfFile, lacksEnd }] : [];
}

/** Without blank lines at the ends that have no mark, and without unmarked lines behind such a one at the end. */
function withoutProse({ lines }: OpenHunk): OpenHunk["lines"] {
  const isGap = (line: OpenHunk["lines"][number] | undefined) => line?.isMarked === false && isBlank(line.text);
  let end = lines.findLastIndex(({ isMarked }) => isMarked) + 1;
  // Lines that follow at once are meant as lines that stay.
  while (end < lines.length && !isGap(lines[end])) {
    end++;
  }
  const start = lines.findIndex((line) => !isGap(line));
  return lines.slice(Math.max(0, start), end);
}
