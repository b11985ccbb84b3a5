import type { Block, Chosen } from "./chosen";
import { headerOf, shortPath } from "./header";

/**
 * A block for each, the most valuable last, where it is nearest the cursor. Blocks that stood in `standing` unchanged
 * stay ahead in the order they had: the beginning of the prompt remains the same.
 * @param from the path of the file that is being written
 */
export function blocksOf(chosen: readonly Chosen[], from: string, standing: readonly Block[] = []): Block[] {
  const places = new Map(standing.map(({ text }, at) => [text, at]));
  return chosen
    .map(({ path, text: body, value, source }) => {
      const text = `${headerOf(shortPath(path, from))}${body}\n`;
      return { path, text, value, source, place: places.get(text) ?? standing.length };
    })
    .sort((a, b) => a.place - b.place || a.value - b.value)
    .map(({ path, text, source }) => ({ path, text, source }));
}

/** What is placed ahead of the prefix; the last header is that of the file being written. */
export function rendered(blocks: readonly Block[], path: string): string {
  return blocks.length === 0 ? "" : blocks.map(({ text }) => text).join("") + headerOf(path);
}
