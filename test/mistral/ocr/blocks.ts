/** A part of a page, with where it stands on it in pixels. */
export interface Block {
  readonly type: "title" | "text" | "code" | "table" | "list" | "image" | "equation";
  readonly content: string;
  readonly top_left_x: number;
  readonly top_left_y: number;
  readonly bottom_right_x: number;
  readonly bottom_right_y: number;
}

/** All pages are as large as this. */
export const DIMENSIONS = { dpi: 200, height: 2200, width: 1700 };
const MARGIN = 100;
const LINE = 40;
export const imageMark = /^!\[([^\]]*)\]\([^)]*\)$/;

/** The parts of a page, from top to bottom: what blank lines part, and code between its fences. */
export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let top = MARGIN;
  for (const content of partsOf(markdown)) {
    const bottom = top + LINE * content.split("\n").length;
    blocks.push({
      type: typeOf(content),
      content,
      top_left_x: MARGIN,
      top_left_y: top,
      bottom_right_x: DIMENSIONS.width - MARGIN,
      bottom_right_y: bottom,
    });
    top = bottom + LINE;
  }
  return blocks;
}

function partsOf(markdown: string): readonly string[] {
  const fencedOrPart = /^```[\s\S]*?^```$|(?:^(?!```).*\S.*$\n?)+/gm;
  return (markdown.match(fencedOrPart) ?? []).map((part) => part.trimEnd());
}

function typeOf(content: string): Block["type"] {
  if (content.startsWith("```")) return "code";
  if (content.startsWith("$$")) return "equation";
  if (/^#{1,6} /.test(content)) return "title";
  if (imageMark.test(content)) return "image";
  const lines = content.split("\n");
  if (lines.length > 1 && lines.every((line) => line.startsWith("|"))) return "table";
  return lines.every((line) => /^(?:[-*]|\d+\.) /.test(line)) ? "list" : "text";
}
