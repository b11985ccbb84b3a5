import type { Catalogue } from "../models";
import type { Mood } from "../mood";
import { badRequest } from "../refusals";
import type { OcrRequest } from "../requests";
import { imageUrl } from "./messageSchema";
import { requireModel } from "./model";
import { checkShape, type Outcome } from "./outcome";
import { responseFormat } from "./responseFormatSchema";
import { boolean, closed, integer, list, nullable, oneOf, string, tagged, union } from "./schema";

const document = tagged("type", {
  document_url: closed({ type: string, document_url: string }, { document_name: nullable(string) }),
  image_url: closed({ type: string, image_url: imageUrl }),
  file: closed({ type: string, file_id: string }),
});

const schema = closed(
  { model: nullable(string), document },
  {
    pages: nullable(union({ str: string, "list[int]": list(integer({ ge: 0 })) })),
    include_image_base64: nullable(boolean),
    image_limit: nullable(integer({ ge: 0 })),
    image_min_size: nullable(integer({ ge: 0 })),
    bbox_annotation_format: nullable(responseFormat),
    document_annotation_format: nullable(responseFormat),
    document_annotation_prompt: nullable(string),
    table_format: nullable(oneOf("markdown", "html")),
    extract_header: boolean,
    extract_footer: boolean,
    include_blocks: boolean,
    confidence_scores_granularity: nullable(oneOf("page", "block", "word")),
  },
);

/** The model that a request gets that names none. */
export const USUAL_MODEL = "mistral-ocr-latest";
const range = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/;

/** The request if the API would take it. */
export function acceptOcr(body: unknown, catalogue: Catalogue, mood: Mood): Outcome<OcrRequest> {
  const shape = checkShape<OcrRequest>(body, schema, mood);
  if ("refusal" in shape) return shape;
  const { request } = shape;
  const model = requireModel(request.model ?? USUAL_MODEL, "ocr", catalogue, mood);
  if ("refusal" in model) return model;
  const { pages } = request;
  if (typeof pages === "string" && pages.split(",").some((part) => !range.test(part))) {
    return {
      refusal: badRequest(`Invalid pages: ${JSON.stringify(pages)}, expected numbers and ranges such as "0,2-4"`),
    };
  }
  const { document_annotation_prompt: prompt, document_annotation_format: format } = request;
  return typeof prompt === "string" && (format === undefined || format === null)
    ? { refusal: badRequest("document_annotation_prompt requires document_annotation_format") }
    : { request };
}

/** The pages that are wanted, from 0, each once and in order; those that the document does not have are left out. */
export function wantedPages(pages: OcrRequest["pages"], count: number): readonly number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (pages === undefined || pages === null) return all;
  const ranges =
    typeof pages === "string" ? pages.split(",").map(boundsOf) : pages.map((page) => [page, page] as const);
  return all.filter((page) => ranges.some(([first, last]) => first <= page && page <= last));
}

function boundsOf(part: string): readonly [number, number] {
  const [, first = "", last = first] = range.exec(part) ?? [];
  return [Number(first), Number(last)];
}
