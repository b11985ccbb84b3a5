import * as z from "zod";
import { streamChat } from "./chat";
import type { MistralClient } from "./client";
import type { ApiProblem } from "./errors";
import type { Message } from "./messages";

export interface StructuredRequest<T> {
  readonly model: string;
  readonly messages: readonly Message[];
  /** The schema's name on the wire: letters, digits and `_`. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  /** Characters received so far, for a progress display. */
  readonly progress?: (characters: number) => void;
}

export type StructuredAnswer<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "cancelled" }
  | { readonly kind: "problem"; readonly problem: ApiProblem }
  /** The model did not keep to the schema, twice. */
  | { readonly kind: "unfit"; readonly detail: string };

/** No file that is edited here is as long: a server that writes more than this will not stop by itself. */
const MAX_ANSWER_CHARACTERS = 1_000_000;

/** Asks for an answer of a closed form, with one round of repair when it does not fit. */
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
  return { kind: "unfit", detail };
}

async function collect<T>(
  client: MistralClient,
  request: StructuredRequest<T>,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<{ kind: "text"; text: string } | Extract<StructuredAnswer<T>, { kind: "cancelled" | "problem" | "unfit" }>> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(request.schema);
  const stream = streamChat(
    client,
    { purpose: "refactoring", model: request.model, messages, answerSchema: { name: request.name, schema } },
    signal,
  );
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
      case "thinking":
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

function parse<T>(text: string, schema: z.ZodType<T>): { ok: true; value: T } | { ok: false; detail: string } {
  let json: unknown;
  try {
    json = JSON.parse(unfenced(text));
  } catch {
    return { ok: false, detail: "it is not JSON" };
  }
  const result = schema.safeParse(json);
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, detail: result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ") };
}

/** Servers without schemas often wrap JSON in a code fence. */
function unfenced(text: string): string {
  return /^\s*```(?:json)?\s*\n([\s\S]*?)\n```\s*$/.exec(text)?.[1] ?? text;
}
