/** Splits markdown that is still being written into blocks that stay as they are and one that may yet change. */
import { blockStarts } from "./markdown";

export interface Blocks {
  /** All that was written so far. */
  readonly text: string;
  /** The sources of the top-level blocks that no further text can change, in order. */
  readonly done: readonly string[];
  /** How much of `text` they take, blank lines between them included. */
  readonly doneLength: number;
}

export const noBlocks: Blocks = { text: "", done: [], doneLength: 0 };

/** Takes the longer `text` on; only what followed the last finished block is parsed again. */
export function extendBlocks(blocks: Blocks, text: string): Blocks {
  if (!text.startsWith(blocks.text)) return extendBlocks(noBlocks, text);
  // A line still being written may become anything; whole lines can change only the last block.
  const wholeLines = text.slice(blocks.doneLength, text.lastIndexOf("\n") + 1);
  const starts = blockStarts(wholeLines);
  if (starts.length < 2) return { ...blocks, text };
  const offsets = lineOffsets(wholeLines);
  const cuts = starts.map((line) => offsets[line] ?? wholeLines.length);
  const done = cuts.slice(0, -1).map((cut, i) => wholeLines.slice(cut, cuts[i + 1]));
  return { text, done: [...blocks.done, ...done], doneLength: blocks.doneLength + (cuts.at(-1) ?? 0) };
}

/** The source of the block that may still change; empty when there is none. */
export function openBlock({ text, doneLength }: Blocks): string {
  return text.slice(doneLength);
}

/**
 * The open block without a last line that is nothing but marks (`-`, `##`, `1.`, `**`): what they begin is not known
 * yet, and showing a guess makes the text jump.
 */
export function steadyOpenBlock(blocks: Blocks): string {
  return openBlock(blocks).replace(/(?<=^|\n)[ \t]*(?:[-=*+#>|_~`]{1,3}|\d{1,9}[.)]?)[ \t]*$/, "");
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
