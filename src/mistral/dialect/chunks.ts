import { saidBy } from "../said";
import type { Json } from "./shape";

/** Why an answer ended, in the words of other servers. */
const ENDS: Readonly<Record<string, string>> = { function_call: "tool_calls", abort: "error" };

/**
 * Makes the events of one stream acceptable to the SDK's schema, each as one event or more; broken JSON is passed on for
 * the SDK to refuse. An error reported inside the stream becomes a chunk that ends it with the reason `error`, whatever
 * its form was, so that what was said before it still arrives.
 */
export function chunkNormaliser(): (data: string) => readonly string[] {
  let end: "none" | "without a reason" | "with a reason" = "none";
  return (data) => {
    if (data === "[DONE]") {
      return end === "without a reason" ? [ending("stop"), data] : [data];
    }
    const chunk = parsed(data);
    if (!isObject(chunk)) {
      return [data];
    }
    const { choices, usage, error } = chunk;
    const isError = ["error", "message", "detail"].some((field) => chunk[field] !== undefined && choices === undefined);
    const failed = isError || isObject(error) || (typeof error === "string" && error !== "");
    const failure = failed ? [ending("error", { metadata: { error: saidBy(chunk).message } })] : [];
    if (failed && objects(choices).length === 0) {
      return failure;
    }
    for (const [index, choice] of objects(choices).entries()) {
      const reason = choice["finish_reason"];
      end = reason === "" && end === "none" ? "without a reason" : reason ? "with a reason" : end;
      choice["index"] ??= index;
      const ends = typeof reason === "string" && reason !== "" ? (ENDS[reason] ?? reason) : null;
      // What went wrong is said in the chunk that follows.
      choice["finish_reason"] = failed && ends === "error" ? null : ends;
      choice["delta"] = deltaOf(choice["delta"] ?? {});
    }
    // Nobody reads the other fields, and compatible servers put all sorts of things there.
    const counted = isObject(usage) ? { usage: withoutNulls(usage) } : {};
    return [JSON.stringify({ id: "", model: "", choices: choices ?? [], ...counted }), ...failure];
  };
}

function ending(reason: string, delta: Json = {}): string {
  return JSON.stringify({ id: "", model: "", choices: [{ index: 0, delta, finish_reason: reason }] });
}

function deltaOf(delta: unknown): unknown {
  if (!isObject(delta)) {
    return delta;
  }
  const { reasoning, reasoning_content: reasoningContent, function_call: called, ...rest } = delta;
  const thought = reasoning || reasoningContent;
  if (isObject(called) && !Array.isArray(rest["tool_calls"])) {
    rest["tool_calls"] = [{ function: called }];
  }
  for (const [at, call] of objects(rest["tool_calls"]).entries()) {
    call["index"] ??= at;
    call["id"] ??= "null";
    call["type"] ??= "function";
    const fn = call["function"];
    if (isObject(fn)) {
      fn["name"] ??= "";
      fn["arguments"] ??= "";
    }
  }
  const { content } = rest;
  if (typeof thought === "string" && thought !== "" && !Array.isArray(content)) {
    const text = typeof content === "string" && content !== "" ? [{ type: "text", text: content }] : [];
    rest["content"] = [{ type: "thinking", thinking: [{ type: "text", text: thought }] }, ...text];
  }
  return rest;
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
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
