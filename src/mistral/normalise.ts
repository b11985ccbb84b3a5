import type { DeltaMessage } from "@mistralai/mistralai/models/components/deltamessage";

/** Brings the data of one event into the API's form, as one event or more. A new one for each stream. */
export type Normaliser = (data: string) => readonly string[];

/**
 * Evens out a stream of server-sent events before the SDK reads it. The SDK drops a last event that no blank line
 * ends, and refuses chunks in which a compatible server left fields out or put them otherwise.
 * @param done hears that the server has said `[DONE]`
 */
export function normaliseEvents(
  normalise: Normaliser,
  done: () => void = () => {},
): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = "";
  let data: string[] = [];
  let name = "";

  const take = (line: string): string => {
    if (line === "") {
      const event = data.join("\n");
      data = [];
      if (event === "[DONE]") {
        done();
      }
      const events = event === "" ? [] : normalise(event);
      const head = name;
      name = "";
      return events.map((one) => `${head}data: ${one}\n\n`).join("");
    }
    if (line.startsWith("event:")) {
      name = `${line}\n`;
      return "";
    }
    // Older llama.cpp reports errors in a field of their own.
    const field = /^(?:data|error): ?(.*)$/s.exec(line);
    if (field) {
      data.push(field[1] ?? "");
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

/** What the server said when it gave up inside the stream. */
export function inStreamError(delta: DeltaMessage): string {
  const error: unknown = delta.metadata?.["error"];
  return typeof error === "string" ? error : "";
}
