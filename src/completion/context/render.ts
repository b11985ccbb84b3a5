import type { Source } from "../../mistral/request";
import type { Chosen } from "./rank";

/** What stands before the text of a file in Codestral's form for several files. */
export function headerOf(path: string): string {
  return `+++++ ${path}\n`;
}

/** The text of one file's lines in the context, or of one piece, with its header. */
export interface Block {
  readonly path: string;
  readonly text: string;
  readonly source: Source;
}

/**
 * One block for each file, the most valuable last, where it is nearest the cursor. Blocks that stood in `standing` unchanged
 * stay ahead in the order they had: the beginning of the prompt remains the same.
 */
export function blocksOf(chosen: readonly Chosen[], standing: readonly Block[] = []): Block[] {
  const places = new Map(standing.map(({ text }, at) => [text, at]));
  const groups = new Map<string, Chosen[]>();
  for (const one of chosen) {
    const key = one.whole ? `${one.path}\n${one.at}` : one.path;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .map((parts) => {
      const path = parts[0]?.path ?? "";
      const texts = parts.sort((a, b) => a.at - b.at).map(({ text }) => text);
      const text = `${headerOf(path)}${texts.join("\n")}\n`;
      const value = parts.reduce((sum, part) => sum + part.value, 0);
      return { path, text, value, source: sourceOf(parts, path), place: places.get(text) ?? standing.length };
    })
    .sort((a, b) => a.place - b.place || a.value - b.value)
    .map(({ path, text, source }) => ({ path, text, source }));
}

/** @param parts of one block, in their order in the file */
function sourceOf(parts: readonly Chosen[], path: string): Source {
  const characters = parts.reduce((sum, { text }) => sum + text.length, 0);
  const [first = { at: 0 }] = parts;
  const last = parts.at(-1) ?? first;
  return { ...(parts[0]?.whole ?? { path, lines: { first: first.at + 1, last: last.at + 1 } }), characters };
}

/** What is placed ahead of the prefix; the last header is that of the file being written. */
export function rendered(blocks: readonly Block[], path: string): string {
  return blocks.length === 0 ? "" : blocks.map(({ text }) => text).join("") + headerOf(path);
}
