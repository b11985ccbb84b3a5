import type { OcrRequest } from "../requests";
import { type Block, blocksOf, DIMENSIONS, imageMark } from "./blocks";

/** How sure the model is of whatever it has read. */
const CONFIDENCE = 0.98;

/** One page as the API describes it. */
export function pageOf(markdown: string, index: number, request: OcrRequest, image: string | undefined): object {
  const {
    table_format: format,
    include_blocks: withBlocks = true,
    confidence_scores_granularity: granularity,
  } = request;
  const blocks = blocksOf(markdown);
  const tables = format === undefined || format === null ? [] : tablesOf(blocks, format);
  const scores = {
    average_page_confidence_score: CONFIDENCE,
    minimum_page_confidence_score: CONFIDENCE,
    ...(granularity === "word" ? { word_confidence_scores: wordsOf(markdown) } : {}),
  };
  return {
    index,
    markdown: tables.reduce((text, { id, source }) => text.replace(source, () => `[${id}](${id})`), markdown),
    images: blocks.flatMap((block) => (block.type === "image" ? [imageOf(block, request, image)] : [])),
    tables: tables.map(({ id, content }) => ({ id, content, format })),
    hyperlinks: Array.from(markdown.matchAll(/(?<!!)\[[^\]]*\]\((https?:[^)]+)\)/g), ([, link]) => link),
    header: null,
    footer: null,
    dimensions: DIMENSIONS,
    confidence_scores: granularity === undefined || granularity === null ? null : scores,
    blocks: withBlocks ? blocks.map((block) => blockOf(block, granularity === "block")) : null,
  };
}

function blockOf(block: Block, scored: boolean): object {
  const scores = {
    average_content_confidence_score: CONFIDENCE,
    minimum_content_confidence_score: CONFIDENCE,
    block_type_confidence_score: CONFIDENCE,
  };
  const name = imageMark.exec(block.content)?.[1];
  return {
    ...block,
    ...(block.type === "image" ? { image_id: name } : {}),
    confidence_scores: scored ? scores : null,
  };
}

function imageOf({ type: _type, content, ...place }: Block, request: OcrRequest, image: string | undefined): object {
  const id = imageMark.exec(content)?.[1] ?? "";
  return {
    id,
    ...place,
    image_base64: request.include_image_base64 === true ? (image ?? null) : null,
    image_annotation: null,
  };
}

interface Table {
  readonly id: string;
  readonly source: string;
  readonly content: string;
}

function tablesOf(blocks: readonly Block[], format: "markdown" | "html"): readonly Table[] {
  return blocks
    .filter((block) => block.type === "table")
    .map(({ content: source }, at) => ({
      id: `tbl-${at}.${format === "html" ? "html" : "md"}`,
      source,
      content: format === "html" ? htmlOf(source) : source,
    }));
}

function htmlOf(table: string): string {
  const rows = table.split("\n").filter((row) => !/^[|\s:-]+$/.test(row));
  const cells = (row: string) => row.replaceAll(/^\||\|\s*$/g, "").split("|");
  const line = (row: string) =>
    `<tr>${cells(row)
      .map((cell) => `<td>${cell.trim()}</td>`)
      .join("")}</tr>`;
  return `<table>${rows.map(line).join("")}</table>`;
}

const wordsOf = (markdown: string): object[] =>
  Array.from(markdown.matchAll(/\S+/g), ({ 0: text, index }) => ({ text, confidence: CONFIDENCE, start_index: index }));
