import { TextDecoder } from "node:util";

/** At most this much of a file in one call: what a model reads well, and no more than a person would pay for unasked. */
export const PAGE_LINES = 2_000;
export const PAGE_CHARACTERS = 48_000;

/** A file with a NUL among so many bytes is binary. */
const HEAD = 8_000;

/** A look at some of a file's lines. Lines are 1-based and inclusive. */
export interface Page {
  readonly text: string;
  readonly first: number;
  /** `first - 1` if there is nothing. */
  readonly last: number;
  readonly total: number;
  /** The last line shown is only a beginning, because it alone is longer than a page. */
  readonly cutLine: boolean;
}

/**
 * Takes lines `start` to `end` (or a page's worth) out of a file that may be too large to hold in memory.
 * @returns undefined if the file is binary
 */
export async function readPage(
  pieces: AsyncIterable<Uint8Array>,
  start: number,
  end: number,
): Promise<Page | undefined> {
  let decoder: TextDecoder | undefined;
  const last = Math.min(end, start + PAGE_LINES - 1);
  const kept: string[] = [];
  let size = 0;
  let line = 1;
  let current = "";
  let full = false;
  let cutLine = false;
  let unended = false;

  const endLine = () => {
    if (line >= start && line <= last && !full) {
      const text = current.replace(/\r$/, "");
      if (size + text.length > PAGE_CHARACTERS) {
        full = true;
        if (kept.length === 0) {
          cutLine = true;
          kept.push(wholeCharacters(text.slice(0, PAGE_CHARACTERS)));
        }
      } else {
        kept.push(text);
        size += text.length + 1;
      }
    }
    current = "";
    unended = false;
  };
  const take = (text: string) => {
    for (let at = 0; ; ) {
      const next = text.indexOf("\n", at);
      if (line >= start && line <= last && current.length <= PAGE_CHARACTERS) {
        // One character more than a page tells a line that fits from one that does not.
        current += text.slice(at, next === -1 ? undefined : next).slice(0, PAGE_CHARACTERS + 1 - current.length);
      }
      if (next === -1) {
        unended ||= at < text.length;
        return;
      }
      endLine();
      line++;
      at = next + 1;
    }
  };

  for await (const bytes of withWholeHead(pieces)) {
    if (decoder === undefined) {
      const encoding = byteOrder(bytes);
      if (encoding === "utf-8" && bytes.subarray(0, HEAD).includes(0)) {
        return undefined;
      }
      decoder = new TextDecoder(encoding);
    }
    take(decoder.decode(bytes, { stream: true }));
  }
  take(decoder?.decode() ?? "");
  if (unended) {
    endLine();
    line++;
  }
  const total = line - 1;
  return { text: kept.join("\n"), first: start, last: start + kept.length - 1, total, cutLine };
}

/** As much of a page as there is room for, in whole lines if the first one fits. */
export function cutPage(page: Page, lines: number, characters: number): Page {
  const all = page.last < page.first ? [] : page.text.split("\n");
  const kept: string[] = [];
  let size = 0;
  for (const line of all.slice(0, lines)) {
    if (size + line.length > characters) {
      break;
    }
    kept.push(line);
    size += line.length + 1;
  }
  const [first = ""] = all;
  return kept.length > 0 || all.length === 0
    ? { ...page, text: kept.join("\n"), last: page.first + kept.length - 1 }
    : { ...page, text: wholeCharacters(first.slice(0, characters)), last: page.first, cutLine: true };
}

/** What each of several gets of a whole that may be too little for all: the small ones all they want, the others as much as each other. */
export function shares(wanted: readonly number[], whole: number): number[] {
  const out = wanted.map(() => 0);
  let left = whole;
  const order = wanted.map((want, at) => ({ want, at })).sort((one, other) => one.want - other.want);
  for (const [done, { want, at }] of order.entries()) {
    out[at] = Math.min(want, Math.floor(left / (order.length - done)));
    left -= out[at] ?? 0;
  }
  return out;
}

/** The same bytes, the first piece long enough to tell what they are. */
async function* withWholeHead(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let head: Uint8Array[] | undefined = [];
  let length = 0;
  for await (const bytes of pieces) {
    if (head === undefined) {
      yield bytes;
      continue;
    }
    head.push(bytes);
    length += bytes.length;
    if (length >= HEAD) {
      yield Buffer.concat(head);
      head = undefined;
    }
  }
  if (head !== undefined && length > 0) {
    yield Buffer.concat(head);
  }
}

function byteOrder(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return "utf-16le";
  }
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

/** Drops half a surrogate pair at the end. */
function wholeCharacters(text: string): string {
  const code = text.charCodeAt(text.length - 1);
  return code >= 0xd800 && code <= 0xdbff ? text.slice(0, -1) : text;
}
