import { generate } from "../generation";
import { readDocument } from "../ocr/document";
import { pageOf } from "../ocr/page";
import { json, notJson } from "../refusals";
import type { OcrRequest } from "../requests";
import { acceptOcr, USUAL_MODEL, wantedPages } from "../validate/ocr";
import type { Exchange } from "./exchange";
import { send } from "./send";
import { spend } from "./spend";

/** POST /v1/ocr */
export async function ocr(exchange: Exchange): Promise<void> {
  const { mood, catalogue, recording, documents } = exchange;
  const accepted = acceptOcr(recording.body, catalogue, mood);
  if ("refusal" in accepted) return send(exchange, accepted.refusal);
  const { request } = accepted;
  const read = readDocument(request.document, documents);
  if ("refusal" in read) return send(exchange, read.refusal);
  const model = request.model ?? USUAL_MODEL;
  const { headers, refusal } = spend(exchange, model, 0);
  if (refusal !== undefined) return send(exchange, refusal, headers);
  if (mood.notJson !== undefined) return send(exchange, notJson(mood.notJson), headers);
  const wanted = wantedPages(request.pages, read.pages.length);
  const body = {
    pages: wanted.map((index) => pageOf(read.pages[index] ?? "", index, request, read.image)),
    model,
    document_annotation: await annotation(exchange, request, wanted.map((index) => read.pages[index]).join("\n\n")),
    usage_info: { pages_processed: wanted.length, doc_size_bytes: read.bytes },
  };
  await send(exchange, json(200, body), headers);
}

/** What the brain says of the document in the form that was asked for. */
async function annotation({ brain, signal }: Exchange, request: OcrRequest, content: string): Promise<string | null> {
  const { document_annotation_format: response_format, document_annotation_prompt: prompt, model } = request;
  if (response_format === undefined || response_format === null) return null;
  const said = prompt === undefined || prompt === null ? content : `${prompt}\n\n${content}`;
  const messages = [{ role: "user" as const, content: said }];
  let text = "";
  for await (const step of generate(
    brain.chat({ model: model ?? USUAL_MODEL, messages, response_format }, signal),
    {},
  )) {
    if (step.kind === "text") text += step.text;
  }
  return text;
}
