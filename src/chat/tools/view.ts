import { locateToRead } from "../../workspace/locate";
import { MAX_FOLDERS, nearestNames } from "../../workspace/nearest";
import { IMAGE_HEAD, imageKind } from "./image";
import { notebookIn } from "./notebook";
import { type Page, readPage } from "./page";
import type { ToolContext } from "./tool";

/** A notebook of more is mostly pictures; parsing it would hold up the window. */
const MAX_NOTEBOOK_BYTES = 16_000_000;

/** What there is to see of a file. */
export type View =
  | {
      readonly kind: "page";
      /** As a person and the model name it. */
      readonly name: string;
      readonly page: Page;
      /** What it is, if its lines are not those of the file. */
      readonly about?: string;
      /** It lies outside of the workspace. */
      readonly isForeign?: true;
    }
  | {
      readonly kind: "refused";
      readonly name: string;
      readonly reason: string;
      /** The same for the person, if it is put otherwise. */
      readonly told?: string;
    };

/** The lines that are wanted, 1-based and inclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Looks at a file that a model names. One that cannot be read says why, and which names are near if there is none such.
 * @param among how many files are looked at, which share the work of finding names
 */
export async function view(
  path: string,
  range: Range,
  { workspace, permit }: ToolContext,
  signal: AbortSignal,
  among = 1,
): Promise<View> {
  const refusal = permit?.refused.get(path);
  if (refusal) {
    return { kind: "refused", name: path, reason: refusal.sentence, told: refusal.told };
  }
  const outside = permit?.outside.get(path);
  if (outside) {
    const seen = await viewOf(path, workspace.read(outside.address, signal, outside.real), range);
    return seen.kind === "page" ? { ...seen, isForeign: true } : seen;
  }
  const located = await locateToRead(path, workspace);
  if (located.kind === "refused") {
    const near = located.isMissing ? await nearestNames(path, workspace, signal, Math.ceil(MAX_FOLDERS / among)) : [];
    const hint = near.length === 0 ? "" : ` The nearest names are: ${near.join(", ")}.`;
    return { kind: "refused", name: path, reason: `${located.reason}${hint}` };
  }
  const bytes = located.kind === "untitled" ? once(located.text) : workspace.read(located.address, signal);
  return viewOf(located.name, bytes, range);
}

async function viewOf(name: string, bytes: AsyncIterable<Uint8Array>, range: Range): Promise<View> {
  const head: Uint8Array[] = [];
  const pieces = noting(head, bytes);
  if (/\.ipynb$/i.test(name)) {
    return viewOfNotebook(name, pieces, range);
  }
  const page = await readPage(pieces, range.start, range.end);
  if (page) {
    return { kind: "page", name, page };
  }
  const image = imageKind(Buffer.concat(head));
  const what = image === undefined ? "a binary file" : `an image (${image})`;
  return { kind: "refused", name, reason: `${name} is ${what}; only text can be read.` };
}

async function viewOfNotebook(name: string, pieces: AsyncIterable<Uint8Array>, { start, end }: Range): Promise<View> {
  const bytes: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > MAX_NOTEBOOK_BYTES) {
      const reason = `${name} is a notebook of more than ${MAX_NOTEBOOK_BYTES / 1_000_000} MB, which is too large to read. Clear its outputs first.`;
      return { kind: "refused", name, reason };
    }
    bytes.push(piece);
  }
  const text = Buffer.concat(bytes).toString("utf8");
  const notebook = notebookIn(text);
  const page = await readPage(once(notebook?.text ?? text), start, end);
  if (page === undefined) {
    return { kind: "refused", name, reason: `${name} is a binary file; only text can be read.` };
  }
  if (notebook === undefined) {
    return { kind: "page", name, page };
  }
  const cells = `${notebook.cells} ${notebook.cells === 1 ? "cell" : "cells"}`;
  const language = notebook.language === undefined ? "" : ` in ${notebook.language}`;
  return { kind: "page", name, page, about: `a notebook of ${cells}${language}, as it was saved, without outputs` };
}

/** The same bytes; `head` gets the first of them. */
async function* noting(head: Uint8Array[], pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let room = IMAGE_HEAD;
  for await (const piece of pieces) {
    if (room > 0) {
      head.push(piece.subarray(0, room));
      room -= piece.length;
    }
    yield piece;
  }
}

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}
