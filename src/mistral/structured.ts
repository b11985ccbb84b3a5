import * as z from "zod";
import { streamChat } from "./chat";
import type { ChatRequest } from "./chatRequest";
import type { MistralClient } from "./client";
import type { ApiProblem } from "./errors";
import { jsonIn } from "./jsonIn";
import type { Message } from "./messages";

export interface StructuredRequest<T> {
  readonly purpose: ChatRequest["purpose"];
  readonly model: string;
  readonly messages: readonly Message[];
  /** The schema's name on the wire: letters, digits and `_`. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  /** Most of what the answer will be. */
  readonly prediction?: string;
  /** Characters received so far, for a progress display. */
  readonly progress?: (characters: number) => void;
  /** Hears until when it waits (milliseconds since 1970) and why; undefined once it is sent. */
  readonly waiting?: (until: number | undefined, sentence: string) => void;
}

export type StructuredAnswer<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "cancelled" }
  | { readonly kind: "problem"; readonly problem: ApiProblem }
  /** The model did not keep to the schema, twice. */
  | {
      readonly kind: "unfit";
      /** For a person, within a sentence. */
      readonly detail: string;
    };

/** No file that is edited here is as long: a server that writes more than this will not stop by itself. */
const MAX_ANSWER_CHARACTERS = 1_000_000;

/** So much of what is wrong with an answer is of use to the model, in characters. */
const MOST_DETAIL = 500;

/**
 * Asks for an answer of a closed form, with one round of repair when it does not fit. Secrets that were left out of the
 * question are placeholders in the value, too: whoever uses it knows in which file they belong.
 */
export async function askStructured<T>(
  client: MistralClient,
  request: StructuredRequest<T>,
  signal: AbortSignal,
): Promise<StructuredAnswer<T>> {
  const messages = [...request.messages];
  let detail = "";
  for (let round = 0; round < 2; round++) {
    const answer = await collect(client, request, messages, signal);
    if (answer.kind !== "text") {
      return answer;
    }
    if (signal.aborted) {
      return { kind: "cancelled" };
    }
    const parsed = parse(answer.text, request.schema);
    if (parsed.ok) {
      return { kind: "value", value: parsed.value };
    }
    detail = parsed.detail;
    messages.push(
      { role: "assistant", content: answer.text },
      { role: "user", content: `That does not fit the schema (${detail}). Answer again with the corrected JSON only.` },
    );
  }
  return { kind: "unfit", detail: "twice it was not of the form that was asked for" };
}

async function collect<T>(
  client: MistralClient,
  request: StructuredRequest<T>,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<{ kind: "text"; text: string } | Extract<StructuredAnswer<T>, { kind: "cancelled" | "problem" | "unfit" }>> {
  const answerSchema = { name: request.name, schema: jsonSchemaOf(request.schema) };
  const { purpose, model, prediction } = request;
  const stream = streamChat(client, { purpose, model, messages, answerSchema, prediction }, signal);
  let text = "";
  for await (const event of stream) {
    switch (event.kind) {
      case "text":
        text += event.text;
        request.progress?.(text.length);
        if (text.length > MAX_ANSWER_CHARACTERS) {
          return { kind: "unfit", detail: "the answer does not end" };
        }
        break;
      case "waiting":
        request.waiting?.(event.until, event.sentence);
        break;
      case "sent":
        request.waiting?.(undefined, "");
        break;
      case "thinking":
      case "calling":
        break;
      case "problem":
        return event;
      case "end":
        return event.reason === "length"
          ? { kind: "unfit", detail: "the answer was longer than the model may write" }
          : { kind: "text", text };
    }
  }
  return { kind: "cancelled" };
}

/** The schema as the API wants it for `strict`: each object closed and with all its fields required. */
export function jsonSchemaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema);
  return json;
}

function parse<T>(text: string, schema: z.ZodType<T>): { ok: true; value: T } | { ok: false; detail: string } {
  const results = jsonIn(text).map((value) => schema.safeParse(value));
  const fits = results.find((result) => result.success);
  if (fits?.success) {
    return { ok: true, value: fits.data };
  }
  const issues = results[0]?.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  return { ok: false, detail: issues === undefined ? "it is not JSON" : issues.join("; ").slice(0, MOST_DETAIL) };
}
