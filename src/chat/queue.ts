import type { PlaceView, QueuedView } from "./protocol";

/** A message that is to be asked when the answer before it is there. */
export interface QueuedMessage extends QueuedView {
  readonly context?: PlaceView;
  /** How many characters of the context's text stand in the message. */
  readonly quoted: number;
}

/** A queue as it was kept on the disk. What another version wrote, or what is damaged, is left out. */
export function storedQueue(json: unknown): QueuedMessage[] {
  try {
    const kept: unknown = JSON.parse(String(json));
    return Array.isArray(kept) ? kept.flatMap((one, at) => messageOf(one, at + 1)) : [];
  } catch {
    return [];
  }
}

/** A number that no message of the queue has. */
export function freeId(queue: readonly QueuedView[]): number {
  return 1 + Math.max(0, ...queue.map(({ id }) => id));
}

function messageOf(value: unknown, id: number): QueuedMessage[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const { text, context, quoted } = value as Readonly<Record<string, unknown>>;
  if (typeof text !== "string" || text.trim() === "") {
    return [];
  }
  return [{ id, text, ...placeOf(context), quoted: Number.isInteger(quoted) ? Number(quoted) : 0 }];
}

function placeOf(value: unknown): Pick<QueuedMessage, "context"> {
  if (typeof value !== "object" || value === null) {
    return {};
  }
  const { path, startLine, endLine } = value as Readonly<Record<string, unknown>>;
  if (typeof path !== "string") {
    return {};
  }
  const hasLines = Number.isInteger(startLine) && Number.isInteger(endLine);
  return { context: { path, ...(hasLines && { startLine: Number(startLine), endLine: Number(endLine) }) } };
}
