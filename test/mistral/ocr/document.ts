import { unescape } from "node:querystring";
import { type Answer, apiError } from "../refusals";
import type { OcrDocument } from "../requests";

/** What is written on each page of documents, by their URL or file id; as Markdown. */
export type Documents = Readonly<Record<string, readonly string[]>>;

export interface ReadDocument {
  readonly pages: readonly string[];
  readonly bytes: number;
  /** The document itself if it is an image that was sent along. */
  readonly image: string | undefined;
}

const MAX_BYTES = 50 * 1024 * 1024;
const MAX_PAGES = 1000;
const dataUrl = /^data:([^;,]*)[^,]*?(;base64)?,/;

/**
 * The document's pages: those that the server was told of, or the text that was sent along in a `data:` URL, with a form
 * feed between pages. It fetches nothing.
 */
export function readDocument(document: OcrDocument, known: Documents): ReadDocument | { readonly refusal: Answer } {
  const url = addressOf(document);
  const { mime, bytes } = sentAlong(url);
  if (bytes !== undefined && bytes.length > MAX_BYTES)
    return refused("Document is too large, the maximum size is 50 MB");
  const pages =
    known[url] ?? (bytes !== undefined && mime.startsWith("text/") ? bytes.toString("utf8").split("\f") : undefined);
  if (pages === undefined) return refused(`Document could not be read from ${url.slice(0, 80)}`);
  if (pages.length > MAX_PAGES) return refused(`Document has ${pages.length} pages, the maximum is ${MAX_PAGES}`);
  return {
    pages,
    bytes: bytes?.length ?? Buffer.byteLength(pages.join("\f")),
    image: mime.startsWith("image/") ? url : undefined,
  };
}

function sentAlong(url: string): { readonly mime: string; readonly bytes: Buffer | undefined } {
  const [head, mime = "", base64] = dataUrl.exec(url) ?? [];
  if (head === undefined) return { mime, bytes: undefined };
  const data = url.slice(head.length);
  return { mime, bytes: base64 === undefined ? Buffer.from(unescape(data)) : Buffer.from(data, "base64") };
}

function addressOf(document: OcrDocument): string {
  if ("document_url" in document) return document.document_url;
  if ("file_id" in document) return document.file_id;
  return typeof document.image_url === "string" ? document.image_url : document.image_url.url;
}

const refused = (message: string) => ({ refusal: apiError(400, message, "invalid_file", "3310") });
