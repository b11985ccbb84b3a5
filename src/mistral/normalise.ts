import type { DeltaMessage } from "@mistralai/mistralai/models/components/deltamessage";

/**
 * Evens out a stream of server-sent events before the SDK reads it. The SDK drops a last event that no blank line
 * ends, and refuses chunks in which a compatible server left fields out or sent `usage: null`.
 * An error reported inside the stream becomes a chunk that ends it with the reason `error`, whatever its form was, so
 * that what was said before it still arrives.
 */
export function normaliseEvents(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = "";
  let data: string[] = [];

  const take = (line: string): string => {
    if (line === "") {
      const event = data.join("\n");
      data = [];
      return event === "" ? "" : `data: ${normaliseChunk(event)}\n\n`;
    }
    if (line.startsWith("data:")) {
      data.push(line.slice(line[5] === " " ? 6 : 5));
    }
    return "";
  };
  const drain = (atEnd: boolean): string => {
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = atEnd ? "" : (lines.pop() ?? "");
    return (atEnd ? [...lines, ""] : lines).map(take).join("");
  };

  return new TransformStream({
    transform(bytes, controller) {
      rest += decoder.decode(bytes, { stream: true });
      if (/[\r\n]/.test(rest)) {
        const out = drain(false);
        if (out) {
          controller.enqueue(encoder.encode(out));
        }
      }
    },
    flush(controller) {
      rest += decoder.decode();
      const out = drain(true);
      if (out) {
        controller.enqueue(encoder.encode(out));
      }
    },
  });
}

type Json = Record<string, unknown>;

/** One event's data, made acceptable to the SDK's schema; broken JSON is passed on for the SDK to refuse. */
function normaliseChunk(data: string): string {
  if (data === "[DONE]") {
    return data;
  }
  let chunk: unknown;
  try {
    chunk = JSON.parse(data);
  } catch {
    return data;
  }
  if (!isObject(chunk)) {
    return data;
  }
  if (chunk["choices"] === undefined && (chunk["error"] !== undefined || chunk["object"] === "error")) {
    const delta = { metadata: { error: errorMessage(chunk["error"] ?? chunk["message"]) } };
    return JSON.stringify({ id: "", model: "", choices: [{ index: 0, delta, finish_reason: "error" }] });
  }
  const { choices, usage } = chunk;
  for (const [index, choice] of objects(choices).entries()) {
    choice["index"] ??= index;
    choice["delta"] ??= {};
    choice["finish_reason"] ??= null;
    const delta = choice["delta"];
    for (const [at, call] of objects(isObject(delta) ? delta["tool_calls"] : undefined).entries()) {
      call["index"] ??= at;
      call["id"] ??= "null";
      call["type"] ??= "function";
      const fn = call["function"];
      if (isObject(fn)) {
        fn["name"] ??= "";
        fn["arguments"] ??= "";
      }
    }
  }
  // Nobody reads the other fields, and compatible servers put all sorts of things there.
  const counted = isObject(usage) ? { usage: withoutNulls(usage) } : {};
  return JSON.stringify({ id: "", model: "", choices: choices ?? [], ...counted });
}

/** What the server said when it gave up inside the stream. */
export function inStreamError(delta: DeltaMessage): string {
  const error: unknown = delta.metadata?.["error"];
  return typeof error === "string" ? error : "";
}

function errorMessage(error: unknown): string {
  if (typeof error === "string") {
    return error;
  }
  const message = isObject(error) ? error["message"] : undefined;
  return typeof message === "string" ? message : "";
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutNulls(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
