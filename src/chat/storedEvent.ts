import type { ChatEvent } from "./protocol";

type Known = Exclude<ChatEvent["kind"], "unknown">;
type Shape = { readonly [field: string]: "string" | "number" | "boolean" | "array" | Shape };

/** What this version cannot do without in an event of each kind. */
const NEEDED: Readonly<Record<Known, Shape>> = {
  user: { text: "string", at: "number" },
  model: { model: "string" },
  text: { delta: "string" },
  thinking: { delta: "string" },
  toolCall: { id: "string", name: "string", arguments: "string", label: "string" },
  toolResult: { id: "string", ok: "boolean", summary: "string", content: "string" },
  tainted: { by: "string" },
  usage: { usage: { prompt: "number", completion: "number", cached: "number" } },
  problem: { problem: { sentence: "string" } },
  end: { reason: "string" },
  settled: { actions: "array", sentence: "string" },
};

/** An event as it was kept. What cannot be read, or is of a kind that only a newer version knows, is told as such. */
export function storedEvent(row: unknown): ChatEvent {
  const event = parsed(row);
  if (!hasFields(event, { kind: "string" })) {
    return { kind: "unknown", why: "damaged" };
  }
  const { kind } = event as { readonly kind: string };
  if (!isKnown(kind)) {
    return { kind: "unknown", why: "newer" };
  }
  return hasFields(event, NEEDED[kind]) ? (event as ChatEvent) : { kind: "unknown", why: "damaged" };
}

function parsed(row: unknown): unknown {
  try {
    return JSON.parse(String(row));
  } catch {
    return undefined;
  }
}

function isKnown(kind: string): kind is Known {
  return Object.hasOwn(NEEDED, kind);
}

function hasFields(value: unknown, shape: Shape): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries(shape).every(([name, wanted]) => {
    const field = fields.get(name);
    if (typeof wanted === "object") {
      return hasFields(field, wanted);
    }
    return wanted === "array" ? Array.isArray(field) : typeof field === wanted;
  });
}
