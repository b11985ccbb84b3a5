import { record } from "../record";
import type { Form } from "./refusal";

export type Json = Record<string, unknown>;

/**
 * A chat request as servers take it that run the open weights: they know no thinking in a history, and the strict ones
 * refuse the fields that the SDK adds to an answer and its calls.
 * @param asksUsage with the field that asks for the usage, which Mistral's own schema does not have and refuses
 */
export function inOpenAiDialect(body: Json, asksUsage: boolean): Json {
  const { messages } = body;
  return {
    ...body,
    messages: Array.isArray(messages) ? messages.map((message) => plainMessage(record(message))) : messages,
    ...(asksUsage ? { stream_options: { include_usage: true } } : {}),
  };
}

function plainMessage(message: Json): Json {
  if (message["role"] !== "assistant") {
    return message;
  }
  const { prefix, content, tool_calls: calls, ...rest } = message;
  return {
    ...rest,
    content: Array.isArray(content) ? content.map(textOf).join("") : content,
    ...(Array.isArray(calls) ? { tool_calls: calls.map(withoutIndex) } : {}),
    ...(prefix === true ? { prefix } : {}),
  };
}

function textOf(chunk: unknown): string {
  const { text } = record(chunk);
  return typeof text === "string" ? text : "";
}

function withoutIndex(call: unknown): Json {
  const { index: _unwanted, ...rest } = record(call);
  return rest;
}

/** Asks for JSON in a form that less is needed for; the schema then stands in the prompt. */
export function inForm(body: Json, form: Form): Json {
  const { response_format: format, messages, ...rest } = body;
  const schema = record(record(format)["json_schema"])["schema"];
  if (form === "json_schema" || schema === undefined || !Array.isArray(messages)) {
    return body;
  }
  const rule = `Answer with one JSON value and nothing else. It fits this JSON schema:\n${JSON.stringify(schema)}`;
  const [first, ...others] = messages.map(record);
  const begun =
    first?.["role"] === "system"
      ? [{ ...first, content: `${String(first["content"])}\n\n${rule}` }, ...others]
      : [{ role: "system", content: rule }, ...messages];
  return { ...rest, messages: begun, ...(form === "json_object" ? { response_format: { type: form } } : {}) };
}

export function without(body: Json, fields: ReadonlySet<string>): Json {
  return Object.fromEntries(Object.entries(body).filter(([field]) => !fields.has(field)));
}
