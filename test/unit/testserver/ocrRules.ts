import type { Rule } from "./rule";

const document = (fields: Readonly<Record<string, unknown>>) => ({ document: fields });
const text = (content: string) => `data:text/plain,${encodeURIComponent(content)}`;
const written = { type: "document_url", document_url: text("Hello") };
const pages = (count: number) => text("\f".repeat(count - 1));

export const ocrRules: readonly Rule[] = [
  {
    name: "unknown fields",
    refused: { language: "fr" },
    accepted: { image_limit: 0 },
    status: 422,
    says: /extra_forbidden/,
  },
  { name: "a missing document", refused: { document: undefined }, accepted: {}, status: 422, says: /"missing"/ },
  {
    name: "a document of unknown type",
    refused: document({ type: "pdf" }),
    accepted: document(written),
    status: 422,
    says: /union_tag_invalid/,
  },
  {
    name: "a document's unknown field",
    refused: document({ ...written, pages: [] }),
    accepted: document({ ...written, document_name: "a" }),
    status: 422,
    says: /"document_url","pages"/,
  },
  {
    name: "a document of another type's field",
    refused: document({ type: "image_url", document_url: text("a") }),
    accepted: document({ type: "image_url", image_url: { url: text("a") } }),
    status: 422,
    says: /image_url/,
  },
  { name: "a negative page", refused: { pages: [-1] }, accepted: { pages: [0] }, status: 422, says: /"ge":0/ },
  {
    name: "pages in words",
    refused: { pages: "first" },
    accepted: { pages: "0,2-4" },
    status: 400,
    says: /Invalid pages/,
  },
  {
    name: "an unknown table format",
    refused: { table_format: "csv" },
    accepted: { table_format: "html" },
    status: 422,
    says: /literal_error/,
  },
  {
    name: "an unknown granularity",
    refused: { confidence_scores_granularity: "line" },
    accepted: { confidence_scores_granularity: "word" },
    status: 422,
    says: /literal_error/,
  },
  {
    name: "a prompt for no annotation",
    refused: { document_annotation_prompt: "What?" },
    accepted: { document_annotation_prompt: null },
    status: 400,
    says: /requires document_annotation_format/,
  },
  {
    name: "a model that cannot read",
    refused: { model: "codestral-latest" },
    accepted: { model: null },
    status: 400,
    says: /does not support OCR/,
  },
  {
    name: "a document that is nowhere",
    refused: document({ type: "file", file_id: "f" }),
    accepted: {},
    status: 400,
    says: /could not be read from f/,
  },
  {
    name: "1,001 pages",
    refused: document({ ...written, document_url: pages(1001) }),
    accepted: document({ ...written, document_url: pages(1000) }),
    status: 400,
    says: /1001 pages/,
  },
];
