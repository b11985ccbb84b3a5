/** Splits markdown that is still being written into blocks that stay as they are and one that may yet change. */
import { topBlocks } from "./markdown";

/** A top-level block, as pieces that are markdown by themselves: of a long list or table several, of all else one. */
export type Block = readonly string[];

export interface Blocks {
  /** All that was written so far. */
  readonly text: string;
  /** The top-level blocks that no further text can change, in order. */
  readonly done: readonly Block[];
  /** How much of `text` they and `open` take, blank lines between them included. */
  readonly doneLength: number;
  /** The finished pieces of the block that may still grow. */
  readonly open: Block;
  /** Goes before what is left of that block, so that it is markdown by itself: the head of a table. */
  readonly head: string;
}

export const noBlocks: Blocks = { text: "", done: [], doneLength: 0, open: [], head: "" };

/** So long becomes a piece, in characters: it takes about a millisecond to parse and draw. */
const PIECE = 2_000;

/** Takes the longer `text` on; only what followed the last finished piece is parsed again. */
export function extendBlocks(blocks: Blocks, text: string, pieceLength = PIECE): Blocks {
  if (!text.startsWith(blocks.text)) return extendBlocks(noBlocks, text, pieceLength);
  const { done, doneLength, open, head } = blocks;
  // A line still being written may become anything; whole lines can change only the last block.
  const rest = text.slice(doneLength, text.lastIndexOf("\n") + 1);
  const tops = openFence(rest) ? [] : topBlocks(head + rest);
  const last = tops.at(-1);
  if (!last) return { ...blocks, text };
  const offsets = lineOffsets(head + rest);
  const at = (line: number) => (offsets[line] ?? head.length + rest.length) - head.length;
  const starts = tops.map(({ line }) => Math.max(0, at(line)));
  const ended = starts.slice(0, -1).map((start, index) => rest.slice(start, starts[index + 1]));
  const isSame = ended.length === 0;
  const [first, ...others] = ended;
  const whole = first === undefined ? [] : [[...open, head + first], ...others.map((source) => [source])];
  const start = isSame && open.length > 0 ? 0 : (starts.at(-1) ?? 0);
  const cut = at(last.cuts.at(-1) ?? 0);
  const left = isSame ? { open, head } : { open: [], head: "" };
  if (cut - start < pieceLength) {
    return { text, done: [...done, ...whole], doneLength: doneLength + start, ...left };
  }
  const headOfLast = (head + rest).slice(offsets[last.line], offsets[last.line + last.headLines]);
  return {
    text,
    done: [...done, ...whole],
    doneLength: doneLength + cut,
    open: [...left.open, left.head + rest.slice(start, cut)],
    head: last.headLines > 0 ? headOfLast : "",
  };
}

/** What may still change of the source. */
export function openBlock({ text, doneLength }: Blocks): string {
  return text.slice(doneLength);
}

/**
 * The open block. While it is written it is without a last line that is nothing but marks (`-`, `##`, `1.`, `**`): what
 * they begin is not known yet, and showing a guess makes the text jump.
 */
export function lastBlock(blocks: Blocks, isWritten: boolean): Block {
  const rest = openBlock(blocks);
  const source = isWritten ? rest.replace(/(?<=^|\n)[ \t]*(?:[-=*+#>|_~`]{1,3}|\d{1,9}[.)]?)[ \t]*$/, "") : rest;
  return blocks.open.length > 0 && source === "" ? blocks.open : [...blocks.open, blocks.head + source];
}

/** Code whose fence has not been closed. */
export interface OpenFence {
  readonly language: string;
  readonly code: string;
}

/** What a source that is nothing but one open fence says: there is nothing to parse in it. */
export function openFence(source: string): OpenFence | undefined {
  const opening = /^(`{3,}|~{3,})([^\n]*)\n/.exec(source);
  const [line, fence = "", info = ""] = opening ?? [];
  if (line === undefined || (fence.startsWith("`") && info.includes("`"))) return undefined;
  const code = source.slice(line.length);
  const closing = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*$`, "m");
  return closing.test(code) ? undefined : { language: info.trim().split(/[\s:{,]/, 1)[0] ?? "", code };
}

/** Line ends as CommonMark counts them, made one. A prefix of a text stays a prefix of it. */
export function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function lineOffsets(text: string): number[] {
  const offsets = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) offsets.push(at + 1);
  return offsets;
}
